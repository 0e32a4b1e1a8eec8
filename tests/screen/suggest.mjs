// Judges APL documents with npm's apl-suggester: a JSON list of documents on stdin, its findings as
// a JSON list on stdout. The one argument is the folder that holds node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
console.log = () => {}; // the package tells of its own doings there
const { StaticAplTemplateValidator } = require("apl-suggester");

const validator = new StaticAplTemplateValidator();
const found = [];
for (const document of JSON.parse(readFileSync(0, "utf8"))) {
  for (const { path, errorMessage } of await validator.validate(document)) {
    found.push(`${path}: ${errorMessage}`);
  }
}
process.stdout.write(JSON.stringify(found));
