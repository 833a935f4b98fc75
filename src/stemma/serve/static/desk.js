(function() {
	// src/dom.ts
	/** The elements that match, as an array. */
	function all(selector, root = document) {
		return Array.from(root.querySelectorAll(selector));
	}
	/** The element with this id, where the page has it. */
	function byId(id) {
		return document.getElementById(id);
	}
	/** The element an event happened in that matches, or is in one that does. */
	function within(event, selector) {
		return event.target instanceof Element ? event.target.closest(selector) : null;
	}
	/** Whether keys are letters here, not commands. */
	function isTyping(event) {
		return within(event, "input, textarea, select, [contenteditable]") !== null;
	}
	/** Says it to screen readers, and shows it for a moment. */
	function tell(words) {
		const told = byId("told");
		if (!told) return;
		told.textContent = words;
		window.clearTimeout(Number(told.dataset["timer"] ?? 0));
		told.dataset["timer"] = String(window.setTimeout(() => told.textContent = "", 2500));
	}
	// src/account/copy.ts
	/** Shows the buttons that copy words with their citation, and lets them. */
	function copying() {
		for (const button of all("button.copy")) button.hidden = false;
		document.addEventListener("click", (event) => {
			const button = within(event, "button.copy");
			if (button) copy(textOf(button));
		});
	}
	/** Copies what an item says, as every report prints it. */
	function copyOf(item) {
		const texts = all("button.copy", item).map(textOf);
		if (texts.length) copy(texts.join("\n"));
	}
	/** What a button copies stands behind it, as text. */
	function textOf(button) {
		return button.nextElementSibling?.textContent ?? "";
	}
	async function copy(text) {
		try {
			await navigator.clipboard.writeText(text);
		} catch {
			if (!copiedByHand(text)) return tell("could not be copied");
		}
		tell("copied with its citation");
	}
	/** Where the clipboard is not open to pages: a field, selected, and the browser's own command. */
	function copiedByHand(text) {
		const field = document.createElement("textarea");
		field.value = text;
		field.className = "hidden";
		document.body.append(field);
		field.select();
		const done = document.execCommand("copy");
		field.remove();
		return done;
	}
	// src/account/spans.ts
	/** The span names of an element: those of `data-spans`, parted by spaces. */
	function spansOf(element) {
		return (element.dataset["spans"] ?? "").split(" ").filter(Boolean);
	}
	/** The span that a link leads to, on this page or where its report's text is; "" for other links. */
	function spanOf(link) {
		const href = link?.getAttribute("href") ?? "";
		const name = href.slice(href.indexOf("#") + 1);
		return href.includes("#") && /^[A-Z?]+-\d+-\d+$/.test(name) ? name : "";
	}
	/** Which marks a span is cut into, and which items rest on it. Reports that arrive later are added. */
	var Spans = class {
		pieces = /* @__PURE__ */ new Map();
		citing = /* @__PURE__ */ new Map();
		constructor() {
			this.add(document);
			for (const item of all(".item[data-spans]")) for (const name of spansOf(item)) push(this.citing, name, item);
		}
		/** The marks in this part of the page are known from now on. */
		add(root) {
			for (const mark of all("mark[data-s]", root)) push(this.pieces, mark.dataset["s"] ?? "", mark);
		}
		marksOf(name) {
			return this.pieces.get(name) ?? [];
		}
		itemsOn(name) {
			return this.citing.get(name) ?? [];
		}
	};
	function push(map, key, one) {
		const those = map.get(key);
		if (those) those.push(one);
		else map.set(key, [one]);
	}
	// src/account/findings.ts
	/** The findings by key: next, previous, to their words, filtered, copied; and the help that names the keys. */
	var Findings = class {
		light;
		reports;
		items = all(".item");
		search = byId("search");
		keys = byId("keys");
		at = -1;
		constructor(light, reports) {
			this.light = light;
			this.reports = reports;
			byId("tools")?.removeAttribute("hidden");
			byId("help")?.addEventListener("click", () => this.keys?.showModal());
			this.search?.addEventListener("input", () => this.filter(this.search?.value ?? ""));
			this.search?.addEventListener("keydown", (event) => {
				if (event.key === "Escape") this.clear();
			});
			document.addEventListener("keydown", (event) => this.pressed(event));
		}
		pressed(event) {
			if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || this.keys?.open) return;
			const item = document.activeElement?.closest(".item") ?? null;
			switch (event.key) {
				case "j": return this.step(1);
				case "k": return this.step(-1);
				case "/":
					event.preventDefault();
					return this.search?.focus();
				case "?": return this.keys?.showModal();
				case "Escape": return this.light.dark();
				case "c":
					if (item) copyOf(item);
					return;
				case "Enter": if (item && item === event.target) this.reports.go(spansOf(item));
			}
		}
		step(by) {
			const shown = this.items.filter((item) => !item.hidden);
			const here = shown.indexOf(this.items[this.at]);
			const next = shown[Math.min(Math.max(here + by, 0), shown.length - 1)];
			if (!next) return;
			this.at = this.items.indexOf(next);
			next.tabIndex = -1;
			next.focus({ preventScroll: true });
			next.scrollIntoView({ block: "nearest" });
			this.light.light(spansOf(next));
		}
		filter(words) {
			const wanted = words.trim().toLowerCase();
			for (const item of this.items) item.hidden = wanted !== "" && !item.textContent.toLowerCase().includes(wanted);
			if (wanted) tell(`${this.items.filter((item) => !item.hidden).length} of ${this.items.length} findings`);
		}
		clear() {
			if (!this.search) return;
			this.search.value = "";
			this.filter("");
			this.search.blur();
		}
	};
	// src/account/light.ts
	/** Lights the characters that something rests on, in every report, and what rests on the characters. */
	var Light = class {
		spans;
		lit = [];
		constructor(spans) {
			this.spans = spans;
			document.addEventListener("mouseover", (event) => this.follow(event));
			document.addEventListener("focusin", (event) => {
				if (within(event, "[data-spans]")) this.follow(event);
			});
		}
		dark() {
			for (const one of this.lit) one.classList.remove("lit");
			this.lit = [];
		}
		light(names) {
			this.dark();
			this.lit = names.flatMap((name) => this.spans.marksOf(name));
			for (const one of this.lit) one.classList.add("lit");
		}
		/** What an item rests on; of a link within it only that, and what stands beside it in an apparatus. */
		lightItem(item, link) {
			const own = spanOf(link);
			const alone = own && link !== item && this.spans.marksOf(own).length > 0 && !link?.classList.contains("sg");
			this.light(alone ? [own, ...beside(link)] : spansOf(item));
		}
		follow(event) {
			const item = within(event, "[data-spans]");
			const mark = within(event, "mark[data-s]");
			if (item) this.lightItem(item, within(event, "a[href*='#']"));
			else if (mark) this.lightMark(mark.dataset["s"] ?? "");
			else this.dark();
		}
		lightMark(name) {
			this.light([name]);
			const items = this.spans.itemsOn(name);
			for (const item of items) item.classList.add("lit");
			this.lit.push(...items);
		}
	};
	function beside(link) {
		const row = link?.closest("p.apparatus, .place, td");
		return row ? all("a", row).map(spanOf).filter(Boolean) : [];
	}
	// src/account/reports.ts
	/** How far outside the window a report's text is asked for: to the right and below, where reading goes on. */
	var AHEAD = "0px 900px 900px 0px";
	/** The columns of the reports; those of a long story are asked for one by one, when they come near or are needed. */
	var Reports = class {
		spans;
		asked = /* @__PURE__ */ new Map();
		due = /* @__PURE__ */ new Map();
		constructor(spans) {
			this.spans = spans;
			const waiting = all("article.report[data-from]");
			if (!waiting.length) return;
			const near = new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting).forEach((one) => void this.load(one.target)), { rootMargin: AHEAD });
			waiting.forEach((article) => near.observe(article));
			this.arrive(location.hash.slice(1));
		}
		/** A link into a report whose text is not there yet: the words are shown once it is. */
		async arrive(name) {
			const column = byId(`report-${name.replace(/^report-/, "").split("-")[0]}`);
			if (!column?.dataset["from"]) return;
			await this.load(column);
			location.replace(`#${name}`);
		}
		/** Brings the first mark of each span into its column, a column only once. The first one's report is waited for; of
		* others that are not there yet the words are shown when they come. */
		async go(names) {
			const first = /* @__PURE__ */ new Map();
			for (const name of names) {
				const column = byId(`report-${name.split("-")[0]}`);
				if (column && !first.has(column)) first.set(column, name);
			}
			const [own] = first.keys();
			if (own) await this.load(own);
			this.due.clear();
			for (const [column, name] of first) {
				const mark = this.spans.marksOf(name)[0];
				if (mark) scrollIn(column, mark);
				else this.due.set(column, name);
			}
		}
		/** Whether the link's report is still to be asked for. */
		isAway(name) {
			return byId(`report-${name.split("-")[0]}`)?.dataset["from"] !== void 0;
		}
		load(article) {
			const from = article.dataset["from"];
			if (from === void 0) return Promise.resolve();
			let asked = this.asked.get(article);
			if (!asked) {
				asked = this.fetch(article, from);
				this.asked.set(article, asked);
			}
			return asked;
		}
		/** The page of the one report, of which the text is taken over; the link to it stays where that fails. */
		async fetch(article, from) {
			try {
				const answer = await fetch(`${from}?fragment=1`, { headers: { accept: "text/html" } });
				const text = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("article.report .text");
				if (!answer.ok || !text) throw new Error(`report not given: ${answer.status}`);
				this.put(article, document.adoptNode(text));
			} catch {
				this.asked.delete(article);
			}
		}
		put(article, text) {
			keepPlace(article, () => {
				article.querySelector(".text")?.replaceWith(text);
				article.removeAttribute("data-from");
			});
			this.spans.add(article);
			const mark = this.spans.marksOf(this.due.get(article) ?? "")[0];
			if (mark) scrollIn(article, mark);
		}
	};
	/** Text that arrives above what is being read must not push it away; the browser sees to that only while the element
	* that it holds on to stays. */
	function keepPlace(article, change) {
		const before = article.getBoundingClientRect();
		change();
		if (before.top < 0) window.scrollBy({
			top: article.getBoundingClientRect().bottom - before.bottom,
			behavior: "instant"
		});
	}
	function scrollIn(column, mark) {
		if (column.scrollHeight <= column.clientHeight + 1) return;
		const offset = mark.getBoundingClientRect().top - column.getBoundingClientRect().top;
		const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
		column.scrollTo({
			top: column.scrollTop + offset - column.clientHeight / 3,
			behavior: calm ? "auto" : "smooth"
		});
	}
	// src/account/ways.ts
	/** One column, as on a phone: the style sheet's width. */
	var NARROW = "(max-width: 62rem)";
	/** Links from findings to the reports: every column goes to its words, and one column has a way back. */
	function ways(light, reports) {
		const back = byId("back");
		let left = null;
		document.addEventListener("click", (event) => {
			const link = within(event, "a[href*='#']");
			const item = link?.closest("[data-spans]");
			if (!link || !item) return;
			const own = spanOf(link);
			if (own && reports.isAway(own)) {
				event.preventDefault();
				reports.go([own, ...spansOf(item)]).then(() => location.hash = own);
			} else reports.go([own, ...spansOf(item)].filter(Boolean));
			if (link.matches(".edge")) opened(link);
			window.setTimeout(() => light.lightItem(item, link), 0);
			if (own && back && matchMedia(NARROW).matches) {
				left = item;
				back.hidden = false;
			}
		});
		back?.addEventListener("click", () => {
			back.hidden = true;
			left?.scrollIntoView({ block: "center" });
			if (left instanceof HTMLElement) {
				left.tabIndex = -1;
				left.focus({ preventScroll: true });
			}
		});
	}
	/** The evidence of an edge of the stemma stands in a closed element, which not every browser opens for a link. */
	function opened(link) {
		byId((link.getAttribute("href") ?? "").slice(1))?.closest("details")?.setAttribute("open", "");
	}
	/** A view that is wide keeps its room when a link leads from it into the reports, until another view is chosen. */
	function room() {
		document.addEventListener("click", (event) => {
			const link = within(event, ".views a");
			if (link) document.body.classList.toggle("spread", byId(link.hash.slice(1))?.classList.contains("wide") ?? false);
		});
	}
	/** The navigation says which section is being read. */
	function reading() {
		const links = new Map(all(".views a").map((link) => [link.hash.slice(1), link]));
		const sections = all("main section[id]").filter((section) => links.has(section.id));
		const seen = new IntersectionObserver((entries) => {
			for (const entry of entries) {
				const link = links.get(entry.target.id);
				if (entry.isIntersecting) link?.setAttribute("aria-current", "true");
				else link?.removeAttribute("aria-current");
			}
		}, { rootMargin: "-20% 0px -79% 0px" });
		sections.forEach((section) => seen.observe(section));
	}
	// src/account/start.ts
	/** Makes a page of an account follow the pointer and the keys. Without it the page is read by its links. */
	function start() {
		const spans = new Spans();
		const light = new Light(spans);
		const reports = new Reports(spans);
		new Findings(light, reports);
		ways(light, reports);
		copying();
		room();
		reading();
	}
	// src/desk/anew.ts
	/** This page as the server has it now. */
	async function anew() {
		const answer = await fetch(location.href, { headers: { accept: "text/html" } });
		if (!answer.ok) throw new Error(`page not given: ${answer.status}`);
		return new DOMParser().parseFromString(await answer.text(), "text/html");
	}
	/** Puts what the server has now in the place of what the page shows. */
	function exchanged(selector, page) {
		const now = page.querySelector(selector);
		if (now) document.querySelector(selector)?.replaceWith(document.adoptNode(now));
	}
	// src/desk/adding.ts
	/** Milliseconds between two looks at how adding stands, and after a look that failed. */
	var EVERY = 700;
	var LATER = 5e3;
	/** Follows what is being added until it is done; the server writes each state of the page. */
	function following(after = EVERY) {
		const state = document.querySelector("[data-addition]")?.dataset["state"];
		if (state !== "waiting" && state !== "running") return;
		window.setTimeout(() => void looked().then((ok) => following(ok ? EVERY : LATER)), after);
	}
	async function looked() {
		try {
			exchanged("#main", await anew());
			return true;
		} catch {
			return false;
		}
	}
	/** Files may be dropped anywhere on the page that has a place for them. */
	function dropping() {
		const place = document.querySelector("label.drop");
		const input = place?.querySelector("input[type=file]");
		if (!place || !input) return;
		const over = (event) => event.dataTransfer?.types.includes("Files") ?? false;
		document.addEventListener("dragover", (event) => {
			if (!over(event)) return;
			event.preventDefault();
			place.classList.add("over");
		});
		document.addEventListener("dragleave", (event) => {
			if (!within(event, "main")) place.classList.remove("over");
		});
		document.addEventListener("drop", (event) => {
			if (!over(event) || !event.dataTransfer) return;
			event.preventDefault();
			place.classList.remove("over");
			input.files = event.dataTransfer.files;
			input.focus();
		});
	}
	// src/desk/keys.ts
	/** "/" goes to the field for searching, and a key that a button names presses it. */
	function pageKeys() {
		document.addEventListener("keydown", (event) => {
			if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event)) return;
			const button = all("button[data-key]").find((one) => one.dataset["key"] === event.key);
			if (!button && event.key !== "/") return;
			event.preventDefault();
			if (button) button.click();
			else document.querySelector("input[type=search]")?.focus();
		});
	}
	// src/desk/live.ts
	/** What a page shows that new reports can change: a list is renewed, of an account it is only said. */
	var LIST = "[data-live]";
	/** Listens for news of the archive while the page is seen: a browser has few connections for all its pages. */
	function live() {
		if (!document.querySelector(`${LIST}, main.account`)) return;
		const page = new Shown();
		let events = null;
		const listen = () => {
			if (document.hidden) {
				events?.close();
				events = null;
			} else if (!events) {
				events = new EventSource("/events");
				events.addEventListener("position", () => void page.look());
			}
		};
		document.addEventListener("visibilitychange", listen);
		listen();
	}
	/** The page as it stands here, known by its entity tag. */
	var Shown = class {
		tag = null;
		/** Asks whether the server has another page by now. A server that does not answer has no news. */
		async look() {
			try {
				const before = this.tag;
				this.tag = await tagNow();
				if (before === null || this.tag === before) return;
				if (document.querySelector(LIST)) exchanged(LIST, await anew());
				else say();
			} catch {
				return;
			}
		}
	};
	async function tagNow() {
		const answer = await fetch(location.href, {
			method: "HEAD",
			headers: { accept: "text/html" }
		});
		if (!answer.ok) throw new Error(`page not given: ${answer.status}`);
		return answer.headers.get("etag");
	}
	/** An account is not exchanged under its reader's eyes. */
	function say() {
		if (document.querySelector(".fresh")) return;
		const said = document.createElement("p");
		said.className = "fresh";
		said.setAttribute("role", "status");
		const link = document.createElement("a");
		link.href = location.pathname + location.search;
		link.textContent = "There is more by now: show it";
		said.append(link);
		document.querySelector("main")?.prepend(said);
	}
	// src/desk.ts
	if (document.querySelector("main.account")) start();
	else pageKeys();
	dropping();
	following();
	live();
})();
