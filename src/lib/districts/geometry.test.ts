import { describe, expect, test } from 'vitest';
import {
	boundsOf,
	contains,
	readBoundaries,
	type MultiPolygon,
	type Position,
} from './geometry.ts';

const square = (west: number, south: number, size: number): Position[] => [
	...([
		[west, south],
		[west + size, south],
	] as const),
	...([
		[west + size, south + size],
		[west, south + size],
		[west, south],
	] as const),
];
const withHole: MultiPolygon = [
	[square(139, 35, 1), square(139.4, 35.4, 0.2)],
	[square(141, 35, 0.5)],
];

describe('a point in an area', () => {
	test.each([
		['inside', [139.1, 35.1], true],
		['in the hole', [139.5, 35.5], false],
		['on the second island', [141.2, 35.2], true],
		['between the islands', [140.5, 35.2], false],
		['south of it', [139.5, 34.9], false],
	] as const)('%s', (_what, point, isIn) => {
		expect(contains(withHole, point)).toBe(isIn);
	});

	test('nothing outside the bounds is inside', () => {
		expect(boundsOf(withHole)).toEqual({ west: 139, south: 35, east: 141.5, north: 36 });
	});
});

const feature = (properties: Record<string, unknown>, ...rings: Position[][]) => ({
	...{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: rings } },
});
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

describe('a file of boundaries', () => {
	test('islands of one municipality are one area (N03)', () => {
		const n03 = { N03_001: '東京都', N03_002: null, N03_004: '蒼浜区', N03_007: '13199' };
		const areas = readBoundaries(
			file(feature(n03, square(139, 35, 1)), feature(n03, square(140, 35, 1))),
		);
		expect(areas).toMatchObject([{ name: '蒼浜区', code: '13199' }]);
		expect(areas?.[0]?.geometry).toHaveLength(2);
	});

	test.each([
		[
			'points',
			file({
				type: 'Feature',
				properties: { name: '駅' },
				geometry: { type: 'Point', coordinates: [139, 35] },
			}),
		],
		['no names', file(feature({}, square(139, 35, 1)))],
		['metres instead of degrees', file(feature({ name: 'あ' }, square(-6000, -36000, 100)))],
		['no GeoJSON', 'name,lat\n'],
	])('%s are refused', (_what, text) => {
		expect(readBoundaries(text)).toBeUndefined();
	});
});
