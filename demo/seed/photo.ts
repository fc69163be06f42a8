import { jpegOf } from './jpeg.ts';
import type { Page } from './papers.ts';

/** A drawn stand-in for a photo of a hall: people around a table, seen from behind, a large sheet on the wall. */
export function photoOfHall(people: number): Uint8Array {
	const [width, height] = [640, 400];
	const page: Page = { width, height, points: new Uint8Array(width * height).fill(214) };
	fill(page, 140, () => true, { top: 300, bottom: height, left: 0, right: width });
	fill(page, 246, () => true, { top: 40, bottom: 200, left: 190, right: 450 });
	for (let note = 0; note < 12; note += 1) {
		const left = 210 + (note % 6) * 38;
		const top = 60 + Math.floor(note / 6) * 60;
		fill(page, 170 + (note % 3) * 20, () => true, {
			top,
			bottom: top + 30,
			left,
			right: left + 26,
		});
	}
	oval(page, 190, { x: 320, y: 310, across: 250, down: 60 });
	for (let index = 0; index < people; index += 1) {
		const isFar = index % 2 === 1;
		const x = 100 + (index * 440) / Math.max(1, people - 1);
		const [y, size] = isFar ? [232, 20] : [300, 30];
		oval(page, 70 + (index % 3) * 22, {
			x,
			y: y + size * 2.2,
			across: size * 1.6,
			down: size * 1.9,
		});
		oval(page, 40, { x, y, across: size, down: size * 1.15 });
	}
	return jpegOf(page);
}

type Box = { top: number; bottom: number; left: number; right: number };

function fill(
	{ width, height, points }: Page,
	grey: number,
	isInside: (x: number, y: number) => boolean,
	{ top, bottom, left, right }: Box,
): void {
	for (let y = Math.max(0, top); y < Math.min(height, bottom); y += 1)
		for (let x = Math.max(0, left); x < Math.min(width, right); x += 1)
			if (isInside(x, y)) points[y * width + x] = grey;
}

type Oval = { x: number; y: number; across: number; down: number };

function oval(page: Page, grey: number, { x, y, across, down }: Oval): void {
	const isInside = (atX: number, atY: number) =>
		((atX - x) / across) ** 2 + ((atY - y) / down) ** 2 <= 1;
	const box = { top: y - down, bottom: y + down, left: x - across, right: x + across };
	fill(page, grey, isInside, {
		top: Math.floor(box.top),
		bottom: Math.ceil(box.bottom),
		left: Math.floor(box.left),
		right: Math.ceil(box.right),
	});
}
