import * as v from 'valibot';

/** Longitude and latitude in degrees, in the order of GeoJSON. */
export type Position = readonly [number, number];
type Ring = readonly Position[];

/** One or more polygons, each an outer ring and its holes. */
export type MultiPolygon = readonly (readonly Ring[])[];

export type Bounds = { west: number; south: number; east: number; north: number };

/** The boundary of one area as a file has it. */
export type NamedBoundary = { name: string; code: string | null; geometry: MultiPolygon };

const position = v.pipe(
	v.array(v.number()),
	v.minLength(2),
	v.transform(([east = 0, north = 0]): Position => [east, north]),
	v.check(([east, north]) => Math.abs(east) <= 180 && Math.abs(north) <= 90),
);
const polygon = v.pipe(v.array(v.pipe(v.array(position), v.minLength(4))), v.minLength(1));
const feature = v.object({
	properties: v.nullish(v.record(v.string(), v.unknown()), {}),
	geometry: v.variant('type', [
		v.object({ type: v.literal('Polygon'), coordinates: polygon }),
		v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(polygon) }),
	]),
});
const collection = v.object({
	type: v.literal('FeatureCollection'),
	features: v.pipe(v.array(feature), v.minLength(1), v.maxLength(20_000)),
});

/**
 * Reads boundaries from GeoJSON: 国土数値情報 N03 (行政区域), 小地域 of e-Stat, or any file whose features have a name.
 * N03 keeps every island as a feature of its own; features of one name and code are one area. Undefined when the text
 * is no such file, or an area has no name.
 */
export function readBoundaries(text: string): NamedBoundary[] | undefined {
	const read = v.safeParse(collection, jsonOf(text));
	if (!read.success) return undefined;
	const areas = new Map<string, NamedBoundary>();
	for (const { properties, geometry } of read.output.features) {
		const { name, code } = nameOf(properties ?? {});
		if (!name) return undefined;
		const key = `${code ?? ''} ${name}`;
		const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
		areas.set(key, { name, code, geometry: [...(areas.get(key)?.geometry ?? []), ...polygons] });
	}
	return [...areas.values()];
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/u, ''));
	} catch {
		// what cannot be parsed is no GeoJSON either
		return undefined;
	}
}

const nameProperties = ['name', '名称', '圏域名', '圏域', '区域名', '地区名', 'S_NAME', 'N03_005'];
const moreNameProperties = [
	'N03_004',
	'N03_003',
	'NAME',
	'Name',
	'label',
	'MOJI',
	'町丁名',
	'町名',
];
const codeProperties = ['N03_007', 'KEY_CODE', 'code', 'コード'];

function nameOf(properties: Record<string, unknown>): { name: string; code: string | null } {
	const first = (keys: readonly string[]) =>
		keys
			.map((key) => properties[key])
			.find((value) => typeof value === 'string' && value.trim() !== '');
	const name = first([...nameProperties, ...moreNameProperties]);
	const code = first(codeProperties);
	return {
		name: typeof name === 'string' ? name.trim() : '',
		code: typeof code === 'string' ? code : null,
	};
}

export function boundsOf(geometry: MultiPolygon): Bounds {
	const bounds = { west: 180, south: 90, east: -180, north: -90 };
	for (const [east, north] of geometry.flatMap(([outer = []]) => outer)) {
		bounds.west = Math.min(bounds.west, east);
		bounds.east = Math.max(bounds.east, east);
		bounds.south = Math.min(bounds.south, north);
		bounds.north = Math.max(bounds.north, north);
	}
	return bounds;
}

/** Whether a point lies in an area; a hole is not part of it. Points on the line itself may fall to either side. */
export function contains(geometry: MultiPolygon, point: Position): boolean {
	return geometry.some(
		([outer = [], ...holes]) =>
			isInRing(outer, point) && !holes.some((hole) => isInRing(hole, point)),
	);
}

/** Counts how often a line eastwards from the point crosses the ring: odd is inside. */
function isInRing(ring: Ring, [east, north]: Position): boolean {
	let isInside = false;
	for (const [at, [x, y]] of ring.entries()) {
		const [previousX, previousY] = ring.at(at - 1) ?? [x, y];
		const crosses = y > north !== previousY > north;
		if (crosses && east < ((previousX - x) * (north - y)) / (previousY - y) + x) {
			isInside = !isInside;
		}
	}
	return isInside;
}
