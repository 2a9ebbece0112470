// Hold YAML files against a JSON Schema as editors do: node ajv.mjs SCHEMA FILE…; prints {FILE: [what is wrong]}.
// AJV is the package.json of an installed ajv, beside which the package yaml lies. JSON is YAML, too.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.AJV);
const Ajv = require("ajv/dist/2020.js").default;
const { parseDocument } = require("yaml");

const [schema, ...files] = process.argv.slice(2);
const read = (file) => readFileSync(file, "utf8");
// What ajv calls strict is what a schema can only mean by mistake: a keyword unknown, or of no use for the type.
const validate = new Ajv({ allErrors: true, strict: true }).compile(JSON.parse(read(schema)));

const wrong = (file) => {
  const document = parseDocument(read(file).replace(/\r\n?/g, "\n"), { version: "1.2", schema: "core" });
  if (document.errors.length > 0) return document.errors.map((error) => error.message);
  return validate(document.toJS()) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
};
console.log(JSON.stringify(Object.fromEntries(files.map((file) => [file, wrong(file)]))));
