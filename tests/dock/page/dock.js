// SPDX-License-Identifier: Apache-2.0
// The page's side: shows what the server tells, asks it for what is pressed.
import RFB from "/novnc/core/rfb.js";

const $ = (id) => document.getElementById(id);
let rfb = null;
let shown = { receipts: 0 };

async function ask(what) {
  const answer = await fetch("/do", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(what),
  });
  const said = answer.ok ? await answer.json() : { ok: false, why: "试用台没有回答" };
  $("said").hidden = said.ok;
  $("said").textContent = said.ok ? "" : said.why;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (button) ask({ do: button.dataset.do, what: button.dataset.what ?? null });
});

function showScreen(port) {
  if (rfb) return;
  rfb = new RFB($("screen"), `ws://127.0.0.1:${port}/`, { shared: true });
  rfb.scaleViewport = true;
  rfb.addEventListener("connect", () => { document.body.dataset.screen = "live"; });
  rfb.addEventListener("disconnect", () => {
    rfb = null;
    delete document.body.dataset.screen;
    setTimeout(() => showScreen(port), 500);
  });
}

function element(tag, text, name) {
  const e = document.createElement(tag);
  e.textContent = text;
  if (name) e.className = name;
  return e;
}

function makePeople(people) {
  if ($("cards").childElementCount) return;
  const today = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  for (const p of people) {
    const card = element("button", "");
    const old = p.to < today;
    card.dataset.do = "present";
    card.dataset.what = p.id;
    card.append(element("b", p.name), element("span", p.number),
                element("span", old ? "已过期" : "放到读卡区", old ? "old" : ""));
    $("cards").append(card);
    if (p.name.includes(" ")) continue; // codes here are of people with a Chinese name
    const phone = element("button", `${p.name}的二维码`);
    phone.dataset.do = "scan";
    phone.dataset.what = p.id;
    $("phones").append(phone);
  }
}

function showSwitches(state) {
  const on = {
    reader: state.devices.reader, scanner: state.devices.scanner, camera: state.devices.camera, printer: state.devices.printer,
    paper: state.paper, network: state.network,
  };
  for (const b of document.querySelectorAll(".toggle"))
    b.classList.toggle("off", !on[b.dataset.what ?? b.dataset.do]);
  for (const b of document.querySelectorAll(".kill"))
    b.classList.toggle("off", !state.programs[b.dataset.what].alive);
  for (const b of document.querySelectorAll("#cards button"))
    b.classList.toggle("on", b.dataset.what === state.card);
  for (const b of document.querySelectorAll("#cards button, #phones button, #lift, [data-do=page], [data-do=plug], [data-do=paper], [data-do=take]"))
    b.disabled = !state.simulated;
  $("lift").disabled = !state.card;
  $("pad").classList.toggle("on", Boolean(state.card));
  const whole = Object.values(on).every(Boolean) && Object.values(state.programs).every((p) => p.alive);
  $("lamp").classList.toggle("bad", !whole);
  $("lamp").textContent = whole ? "一切正常" : "有东西被拔掉、切断或杀掉了";
}

function showReceipts(count) {
  if (count === shown.receipts) return;
  if (!shown.receipts) $("receipts").replaceChildren();
  for (let n = shown.receipts + 1; n <= count; n++) {
    const link = element("a", "");
    const picture = document.createElement("img");
    link.href = picture.src = `/receipt/${n}.png`;
    link.target = "_blank";
    picture.alt = `第 ${n} 张小票`;
    link.append(picture);
    $("receipts").prepend(link);
  }
  shown.receipts = count;
  $("slot").classList.add("on");
}

function showOffice(address) {
  if ($("office").src === address) return;
  $("office").src = $("apart").href = address;
}

const events = new EventSource("/events");
events.onmessage = (event) => {
  const state = JSON.parse(event.data);
  makePeople(state.people);
  showScreen(state.screen);
  showSwitches(state);
  showReceipts(state.receipts);
  showOffice(state.office);
};
events.onerror = () => {
  $("lamp").classList.add("bad");
  $("lamp").textContent = "试用台停了";
};
