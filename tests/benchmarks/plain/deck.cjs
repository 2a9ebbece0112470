// A plain PptxGenJS script: the same words on as many slides, with the same charts as shapes of its own, and notes.
// PPTXGENJS=…/node_modules/pptxgenjs/package.json node plain/deck.cjs WORDS.json OUT.pptx [COUNT]
// A COUNT of decks: one after the other, each with a number of its own in its first notes; only the last is written.
const path = require("node:path");
const Pptx = require(path.dirname(process.env.PPTXGENJS));
const said = JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"));

function made(number) {
  const deck = new Pptx();
  deck.title = said.title;
  for (const each of said.slides) {
    const slide = deck.addSlide();
    slide.addText(each.title, { x: 0.5, y: 0.3, w: 9, h: 0.9, fontSize: 24, bold: true });
    each.texts.forEach((text, at) => slide.addText(text, { x: 0.5, y: 1.3 + 0.4 * at, w: 9, h: 0.4, fontSize: 14 }));
    for (const [kind, count] of each.charts) {
      const across = kind === "squares" ? 21 : 50;
      const form = kind === "squares" ? deck.ShapeType.rect : deck.ShapeType.ellipse;
      const marks = kind === "timeline" ? said.steps.length : count;
      for (let at = 0; at < marks; at++) {
        const place = { x: 0.5 + 0.18 * (at % across), y: 3 + 0.18 * Math.floor(at / across), w: 0.15, h: 0.15 };
        slide.addShape(form, { ...place, fill: { color: "0B5C6B" } });
        if (kind === "timeline") slide.addText(said.steps[at].join(" "), { ...place, y: place.y + 0.2, w: 1.5, fontSize: 9 });
      }
    }
    slide.addNotes(each === said.slides[0] ? `${number} ${each.notes}` : each.notes);
  }
  return deck;
}

(async () => {
  const count = Number(process.argv[4] || 1);
  for (let number = 1; number < count; number++) await made(number).write({ outputType: "nodebuffer" });
  await made(count).writeFile({ fileName: process.argv[3] });
})();
