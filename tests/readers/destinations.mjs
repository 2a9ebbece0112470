// Prints as JSON where the bookmarks and links of PDFs lead in pdf.js, the reader in Firefox, and what their pages say there.
// node destinations.mjs PDF_JS FILE.pdf...: PDF_JS is pdfjs-dist's legacy/build/pdf.mjs. Pages count from 0; -1 is nowhere.
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const [library, ...files] = process.argv.slice(2);
const {getDocument} = await import(pathToFileURL(library));

async function whereTo(pdf, destination) {
  try {
    const [page, , , top] = typeof destination === 'string' ? await pdf.getDestination(destination) : destination;
    return {page: await pdf.getPageIndex(page), top: top ?? null};
  } catch {
    return {page: -1, top: null};
  }
}

async function bookmarks(pdf, items) {
  const found = [];
  for (const {title, dest, items: below} of items ?? []) {
    found.push({title, ...(await whereTo(pdf, dest))}, ...(await bookmarks(pdf, below)));
  }
  return found;
}

async function links(pdf) {
  const found = [];
  for (let on = 0; on < pdf.numPages; on++) {
    const annotations = await (await pdf.getPage(on + 1)).getAnnotations();
    for (const {subtype, url, dest, rect} of annotations) {
      if (subtype === 'Link' && !url) found.push({on, rect, ...(await whereTo(pdf, dest))});
    }
  }
  return found;
}

// as the search of Firefox joins it: a blank or a new line only where pdf.js sees one
async function pages(pdf) {
  const texts = [];
  for (let on = 1; on <= pdf.numPages; on++) {
    const {items} = await (await pdf.getPage(on)).getTextContent({disableNormalization: true});
    texts.push(items.map(({str, hasEOL}) => str + (hasEOL ? '\n' : '')).join(''));
  }
  return texts;
}

const found = {};
for (const file of files) {
  const pdf = await getDocument({data: new Uint8Array(readFileSync(file)), verbosity: 0}).promise;
  found[file] = {bookmarks: await bookmarks(pdf, await pdf.getOutline()), links: await links(pdf), says: await pages(pdf)};
}
console.log(JSON.stringify(found));
