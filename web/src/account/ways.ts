import { all, byId, within } from "../dom";
import type { Light } from "./light";
import type { Reports } from "./reports";
import { spanOf, spansOf } from "./spans";

/** One column, as on a phone: the style sheet's width. */
const NARROW = "(max-width: 62rem)";

/** Links from findings to the reports: every column goes to its words, and one column has a way back. */
export function ways(light: Light, reports: Reports): void {
  const back = byId("back");
  let left: HTMLElement | SVGElement | null = null;

  document.addEventListener("click", (event) => {
    const link = within<HTMLAnchorElement>(event, "a[href*='#']");
    const item = link?.closest<HTMLElement | SVGElement>("[data-spans]");
    if (!link || !item) return;
    const own = spanOf(link);
    if (own && reports.isAway(own)) {
      event.preventDefault();
      void reports.go([own, ...spansOf(item)]).then(() => (location.hash = own));
    } else void reports.go([own, ...spansOf(item)].filter(Boolean));
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
function opened(link: Element): void {
  const target = byId((link.getAttribute("href") ?? "").slice(1));
  target?.closest("details")?.setAttribute("open", "");
}

/** A view that is wide keeps its room when a link leads from it into the reports, until another view is chosen. */
export function room(): void {
  document.addEventListener("click", (event) => {
    const link = within<HTMLAnchorElement>(event, ".views a");
    if (link) document.body.classList.toggle("spread", byId(link.hash.slice(1))?.classList.contains("wide") ?? false);
  });
}

/** The navigation says which section is being read. */
export function reading(): void {
  const links = new Map(all<HTMLAnchorElement>(".views a").map((link) => [link.hash.slice(1), link]));
  const sections = all("main section[id]").filter((section) => links.has(section.id));
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const link = links.get(entry.target.id);
        if (entry.isIntersecting) link?.setAttribute("aria-current", "true");
        else link?.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-20% 0px -79% 0px" },
  );
  sections.forEach((section) => seen.observe(section));
}
