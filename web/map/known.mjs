// What d3-geo makes of some points, for the tests: tests/export/known_projections.json.
import fs from "node:fs";
import { geoAzimuthalEqualArea, geoEqualEarth } from "d3-geo";

const POINTS = [[0, 0], [10, 50], [-70, -33], [179.5, -17], [-171, -14], [100, 89], [-45, -89], [139, 36], [24, -60]];
const MIDDLES = [[0, 0], [12, 55], [-178, -15], [30, 90], [-100, -75]];
const round = (value) => +value.toFixed(9);

const rows = [];
for (const middle of MIDDLES) {
  const near = geoAzimuthalEqualArea().scale(1).translate([0, 0]).precision(0).clipAngle(180).rotate([-middle[0], -middle[1]]);
  const world = geoEqualEarth().scale(1).translate([0, 0]).precision(0).rotate([-middle[0], 0]);
  for (const point of POINTS) rows.push({ middle, point, azimuthal: near(point).map(round), equal_earth: world(point).map(round) });
}
const target = new URL("../../tests/export/known_projections.json", import.meta.url);
fs.writeFileSync(target, `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
