// Opens the report in headless Chromium as people do: on a laptop and a phone, light and dark, and printed.
//   node check.mjs REPORT.html [FOLDER]    pictures go into FOLDER, if one is given
// Fails on a console message, a request to anywhere, a violation that axe-core finds, text that overlaps, is
// cut off or smaller than 11 pixels, a chart without marks, and a page that is wider than its window.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [report, folder] = process.argv.slice(2);
const url = pathToFileURL(resolve(report)).href;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const failures = [];
const fail = (view, message) => failures.push(`${view}: ${message}`);

const views = [
  { name: "laptop-light", width: 1280, height: 800, colorScheme: "light" },
  { name: "laptop-dark", width: 1280, height: 800, colorScheme: "dark" },
  { name: "phone-light", width: 390, height: 844, colorScheme: "light", isMobile: true },
  { name: "phone-dark", width: 390, height: 844, colorScheme: "dark", isMobile: true },
];

/** In the page: what is wrong with the texts and marks of its charts, and with its width. */
function faults() {
  const found = [];
  const slack = 1;
  const overlap = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack + 2;
  for (const svg of document.querySelectorAll("svg")) {
    const name = svg.getAttribute("aria-label");
    const frame = svg.getBoundingClientRect();
    // A chart of which the window gets the other variant.
    const variant = svg.closest(".broad, .narrow");
    if (variant && getComputedStyle(variant).display === "none") continue;
    const scale = frame.width / (svg.viewBox.baseVal.width || frame.width);
    for (const text of svg.querySelectorAll("text")) {
      const size = scale * Number(text.getAttribute("font-size") ?? svg.getAttribute("font-size"));
      if (size < 11 && size > 0) found.push(`"${text.textContent}" is only ${size.toFixed(1)} pixels high in "${name}"`);
    }
    const marks = svg.querySelectorAll("rect, path, circle");
    if (frame.width === 0 || marks.length === 0) found.push(`"${name}" is empty`);
    const texts = [...svg.querySelectorAll("text")].map((text) => ({
      content: text.textContent,
      box: text.getBoundingClientRect(),
    }));
    for (const [i, text] of texts.entries()) {
      const { left, right, top, bottom } = text.box;
      if (left < frame.left - slack || right > frame.right + slack ||
          top < frame.top - slack - 2 || bottom > frame.bottom + slack + 2) {
        found.push(`"${text.content}" is cut off in "${name}"`);
      }
      for (const other of texts.slice(i + 1)) {
        if (overlap(text.box, other.box)) {
          found.push(`"${text.content}" and "${other.content}" overlap in "${name}"`);
        }
      }
    }
  }
  if (document.documentElement.scrollWidth > window.innerWidth) found.push("the page is too wide");
  for (const element of document.querySelectorAll("h1, h2, h3, p, dt, dd, summary")) {
    if (element.scrollWidth > element.clientWidth + slack) {
      found.push(`"${element.textContent}" is cut off`);
    }
  }
  for (const title of document.querySelectorAll("nav b")) {
    if (title.getBoundingClientRect().right > window.innerWidth) found.push(`"${title.textContent}" is cut off`);
  }
  return found;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"],
});
for (const { name, width, height, colorScheme, isMobile } of views) {
  // The page's policy lets no script pass, axe-core neither.
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme, isMobile: isMobile ?? false, bypassCSP: true,
  });
  const page = await context.newPage();
  page.on("console", (message) => fail(name, `console: ${message.text()}`));
  page.on("pageerror", (error) => fail(name, `error: ${error}`));
  page.on("request", (request) => {
    if (request.url() !== url) fail(name, `request: ${request.url()}`);
  });
  await page.goto(url);
  if (folder) await page.screenshot({ path: `${folder}/${name}-top.png` });
  // Closed sections have charts, too.
  await page.evaluate(() => document.querySelectorAll("details.closed").forEach((d) => (d.open = true)));
  for (const fault of await page.evaluate(faults)) fail(name, fault);
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  // With all tables open, too.
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const violation of violations) {
    fail(name, `axe ${violation.id}: ${violation.nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
  }
  if (name === "laptop-light") {
    await page.emulateMedia({ media: "print" });
    for (const fault of await page.evaluate(faults)) fail("print", fault);
    const pdf = await page.pdf({ format: "A4", path: folder ? `${folder}/report.pdf` : undefined });
    if (pdf.length < 10_000) fail("print", "the PDF is empty");
  }
  await context.close();
}
{
  // As it is opened, with its policy: nothing may be blocked.
  const page = await (await browser.newContext()).newPage();
  page.on("console", (message) => fail("policy", `console: ${message.text()}`));
  await page.goto(url);
  const background = await page.evaluate(() => getComputedStyle(document.body).maxWidth).catch(() => "");
  if (background !== "1216px") fail("policy", "the style sheet is blocked");
}
await browser.close();

for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? `${report}: nothing wrong in ${views.length} views and print`
                                  : `${report}: ${failures.length} faults`);
process.exit(failures.length === 0 ? 0 : 1);
