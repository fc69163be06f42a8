/** Every route, with parameters that no page of ours makes: a page or a plain refusal, never a fault. */
import process from 'node:process';
import { expect, test, type APIRequestContext } from '@playwright/test';
import { globSync, readFileSync } from 'node:fs';
import { addressOf, parametersOf } from '../access/routes.ts';
import { here, signedIn } from '../access/world.ts';
import { table } from './discovery.ts';
import { oddValues } from './values.ts';
import { machineWords } from './words.ts';

/** How often each route is asked; `ODD_ROUNDS=48` tries every value in every place. */
const rounds = Number(process.env.ODD_ROUNDS ?? 3);

/** Every name that any list or page reads from an address, and some that nobody reads. */
const filters = globSync('src/**/*.ts').flatMap((file) =>
	[...readFileSync(file, 'utf8').matchAll(/filters: \[([^\]]*)\]/g)].flatMap(([, names = '']) =>
		names.split(/[',\s]+/).filter(Boolean),
	),
);
const names = [
	...new Set([
		...['q', 'page', 'sort', 'order', 'next', 'done', 'id', 'operatorId', 'size', 'limit'],
		...['__proto__', 'constructor', 'toString', 'filters[__proto__]', 'q[]', '', '<b>'],
		...filters,
		...table.flatMap(([route]) => parametersOf(route)),
	]),
];

const doors: APIRequestContext[] = [];

test.beforeAll(async ({ playwright, baseURL }) => {
	for (const role of ['secretariat', 'visitor'] as const)
		doors.push(await signedIn(playwright, baseURL ?? '', role));
});

test.afterAll(async () => {
	for (const door of doors) await door.dispose();
});

async function problemsOf(door: APIRequestContext, address: string): Promise<string[]> {
	const startedAt = performance.now();
	const response = await door.get(address);
	const seconds = (performance.now() - startedAt) / 1_000;
	const status = response.status();
	const asked = `${address.slice(0, 300)}: ${status}`;
	const isKnown = status === 200 || status === 303 || (status >= 400 && status < 500);
	if (!isKnown) return [asked];
	// a value that reached the database as a part of a statement would make it wait for half a minute
	if (seconds > 20) return [`${asked} after ${seconds} seconds`];
	if (response.headers()['set-cookie']?.includes('stolen')) return [`${asked} sets a cookie`];
	if (status < 400) return [];
	const words = await response.text();
	const isPlain = /[\u3041-\u3096]/.test(words) && !machineWords.test(words);
	return isPlain ? [] : [`${asked} in words of a machine`];
}

/** In other rounds every name has another value; some come twice. */
function searchOf(round: number): string {
	const search = new URLSearchParams();
	for (const [place, name] of names.entries()) {
		search.append(name, oddValues[(round + place * 7) % oddValues.length] ?? '');
		if ((round + place) % 5 === 0) search.append(name, '2');
	}
	return search.toString().slice(0, 14_000);
}

/** A value as a place in an address; a server reads addresses only so far. */
const placeOf = (value: string) =>
	encodeURIComponent(value.slice(0, 300) || ' ').replaceAll('.', '%2e');

for (const [index, [route, row]] of table.entries()) {
	if (row.method === 'HEAD') continue;
	test(`odd parameters for ${route}`, async () => {
		const address = await addressOf(route, row, here);
		const asked = Array.from({ length: address ? rounds : 0 }, (_, round) =>
			doors.map((door) => problemsOf(door, `${address}?${searchOf(index * rounds + round)}`)),
		);
		expect((await Promise.all(asked.flat())).flat()).toEqual([]);
	});

	if (!/\[/.test(route.replace('[operator=operator]', ''))) continue;
	test(`odd places in ${route}`, async () => {
		const wrong: string[] = [];
		for (const value of oddValues.filter((_, place) => (place + index) % 8 === 0 || rounds > 40)) {
			const place = placeOf(value);
			const address = route
				.replace('[operator=operator]', here)
				.replace(/\[[^\]]+\]/g, () => place);
			for (const door of doors) wrong.push(...(await problemsOf(door, address)));
		}
		expect(wrong).toEqual([]);
	});
}

test('an operator with an odd name does not exist', async () => {
	for (const value of oddValues) {
		const address = `/${placeOf(value)}/issues`;
		for (const door of doors) expect(await problemsOf(door, address)).toEqual([]);
	}
});
