/*
 * Renders a template N times with an engine from npm, opening it anew each time as both ask for; prints documents per second
 * and peak memory in MiB.
 *
 * usage: node peers_bench.js easy-template-x|docxtemplater TEMPLATE DATA.json N FOLDER/
 */
"use strict";

const fs = require("fs");
const path = require("path");

const [engine, template, data, count, folder] = process.argv.slice(2);
const peers = path.join(__dirname, "../../build/tools/peers/node_modules");
const need = (name) => require(path.join(peers, name));

function byDocxtemplater() {
    const PizZip = need("pizzip");
    const Docxtemplater = need("docxtemplater");
    return async (bytes, context) => {
        const document = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true });
        document.render(context);
        return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
}

function byEasyTemplate() {
    const { TemplateHandler } = need("easy-template-x");
    const handler = new TemplateHandler();
    return (bytes, context) => handler.process(bytes, context);
}

async function main() {
    const render = engine === "docxtemplater" ? byDocxtemplater() : byEasyTemplate();
    const context = JSON.parse(fs.readFileSync(data, "utf8"));
    const bytes = fs.readFileSync(template);
    const start = process.hrtime.bigint();
    for (let i = 0; i < Number(count); i++)
        fs.writeFileSync(`${folder}${i}.docx`, await render(bytes, context));
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const peak = process.resourceUsage().maxRSS;
    console.log(`${(Number(count) / seconds).toFixed(4)} ${(peak / 1024).toFixed(1)}`);
}

main();
