import type { Page } from './papers.ts';

/**
 * A greyscale picture as baseline JPEG (ITU-T T.81 with the tables of its Annex K), small enough for the
 * scans of the demo region.
 */
export function jpegOf({ width, height, points }: Page): Uint8Array {
	const head = [
		[0xff, 0xd8],
		segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
		segment(0xdb, [0, ...zigzag.map((place) => quantum[place] ?? 1)]),
		segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]),
		segment(0xc4, [0x00, ...dcCounts, ...dcValues, 0x10, ...acCounts, ...acValues]),
		segment(0xda, [1, 1, 0x00, 0, 63, 0]),
	].flat();
	const bits = bitWriter();
	let before = 0;
	for (let top = 0; top < height; top += 8) {
		for (let left = 0; left < width; left += 8) {
			const block = Array.from({ length: 64 }, (_, place) => {
				const [y, x] = [
					Math.min(top + (place >> 3), height - 1),
					Math.min(left + (place & 7), width - 1),
				];
				return (points[y * width + x] ?? 255) - 128;
			});
			before = writeBlock(bits, transformed(block), before);
		}
	}
	return Uint8Array.from([...head, ...bits.end(), 0xff, 0xd9]);
}

function segment(marker: number, content: readonly number[]): number[] {
	const length = content.length + 2;
	return [0xff, marker, length >> 8, length & 255, ...content];
}

type Bits = { put: (code: Code) => void; end: () => number[] };
type Code = { value: number; length: number };

function bitWriter(): Bits {
	const bytes: number[] = [];
	let held = 0;
	let count = 0;
	const put = ({ value, length }: Code) => {
		for (let bit = length - 1; bit >= 0; bit -= 1) {
			held = (held << 1) | ((value >> bit) & 1);
			count += 1;
			if (count < 8) continue;
			bytes.push(held);
			// 0xff begins a marker unless a zero follows
			if (held === 0xff) bytes.push(0);
			[held, count] = [0, 0];
		}
	};
	return {
		put,
		end: () => {
			if (count > 0) put({ value: 0x7f, length: 8 - count });
			return bytes;
		},
	};
}

/** Writes one block of 8 × 8; answers its DC value, from which the next one differs. */
function writeBlock({ put }: Bits, block: readonly number[], before: number): number {
	const [dc = 0, ...ac] = block;
	const size = sizeOf(dc - before);
	put(codeFor(dcCodes, size));
	put(amount(dc - before, size));
	let zeros = 0;
	for (const value of ac) {
		if (value === 0) {
			zeros += 1;
			continue;
		}
		for (; zeros > 15; zeros -= 16) put(codeFor(acCodes, 0xf0));
		const width = sizeOf(value);
		put(codeFor(acCodes, (zeros << 4) | width));
		put(amount(value, width));
		zeros = 0;
	}
	if (zeros > 0) put(codeFor(acCodes, 0));
	return dc;
}

function codeFor(codes: ReadonlyMap<number, Code>, symbol: number): Code {
	const code = codes.get(symbol);
	if (!code) throw new Error(`no code for ${symbol}`);
	return code;
}

function sizeOf(value: number): number {
	return value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
}

function amount(value: number, length: number): Code {
	return { value: value < 0 ? value + (1 << length) - 1 : value, length };
}

/** The quantised cosine transform of a block, in zigzag order. */
function transformed(block: readonly number[]): number[] {
	const [first = 0] = block;
	// most of a page is empty paper
	if (block.every((point) => point === first)) {
		return block.map((_, place) => (place === 0 ? Math.round((first * 8) / (quantum[0] ?? 1)) : 0));
	}
	const rows = new Float64Array(64);
	for (let y = 0; y < 8; y += 1) {
		for (let u = 0; u < 8; u += 1) {
			let sum = 0;
			for (let x = 0; x < 8; x += 1) sum += (block[y * 8 + x] ?? 0) * (cosine[u * 8 + x] ?? 0);
			rows[y * 8 + u] = sum;
		}
	}
	return zigzag.map((place) => {
		const [v, u] = [place >> 3, place & 7];
		let sum = 0;
		for (let y = 0; y < 8; y += 1) sum += (rows[y * 8 + u] ?? 0) * (cosine[v * 8 + y] ?? 0);
		return Math.round(sum / (quantum[place] ?? 1));
	});
}

const cosine = Float64Array.from({ length: 64 }, (_, index) => {
	const [u, x] = [index >> 3, index & 7];
	return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** The places of a block in the order in which they are written: along the diagonals, back and forth. */
const zigzag = Array.from({ length: 64 }, (_, place) => place).sort((a, b) => {
	const [rowA, columnA, rowB, columnB] = [a >> 3, a & 7, b >> 3, b & 7];
	const [sumA, sumB] = [rowA + columnA, rowB + columnB];
	if (sumA !== sumB) return sumA - sumB;
	return sumA % 2 === 0 ? rowB - rowA : rowA - rowB;
});

/** Table K.1 */
const quantum = [
	16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
	14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
	92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/** Table K.3 */
const dcCounts = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const dcValues = Array.from({ length: 12 }, (_, size) => size);

/** Table K.5 */
const acCounts = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125];
const acValues = [
	...Buffer.from(
		'01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a' +
			'3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a929394' +
			'95969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8' +
			'e9eaf1f2f3f4f5f6f7f8f9fa',
		'hex',
	),
];

const dcCodes = codesOf(dcCounts, dcValues);
const acCodes = codesOf(acCounts, acValues);

/** Annex C: codes count up, one bit longer with each length. */
function codesOf(counts: readonly number[], values: readonly number[]): Map<number, Code> {
	const codes = new Map<number, Code>();
	let value = 0;
	let next = 0;
	for (const [index, count] of counts.entries()) {
		for (const symbol of values.slice(next, next + count)) {
			codes.set(symbol, { value, length: index + 1 });
			value += 1;
		}
		next += count;
		value <<= 1;
	}
	return codes;
}
