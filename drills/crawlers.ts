import { drill, ms, quantile, unkept } from './drill.ts';
import { seededRandom } from '../src/lib/methods/seeded-random.ts';
import { newId } from '../src/lib/server/application.ts';
import { fill, small } from '../bench/fill.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { aResident } from './stage/residents.ts';
import { aTown } from './stage/town.ts';

export const crawlers = drill({
	row: 'F24',
	fault: 'machines follow every order, filter and next page',
	promised:
		'bounded work for each; no list goes on without end; noindex on all of them; p99 of others at most twice as long, or 120 ms',
	sizes: {
		full: { questions: 1_000, side: 2, readers: 120, rows: 20 },
		short: { questions: 80, side: 2, readers: 20, rows: 1 },
	},
	async play(stage, { questions, side, readers, rows }) {
		const dataFolder = aDataFolder(stage);
		const program = await startProgram(stage, dataFolder, await freePort(), { TRUST_PROXY: '1' });
		const town = await aTown({ dataFolder });
		const size = Object.fromEntries(
			Object.entries(small).map(([key, count]) => [key, count * rows]),
		);
		const council = await fill(town.url(), 'crawled', { ...small, ...size });
		const random = seededRandom(24);
		const pick = <T>(list: readonly T[]) => list[random.below(list.length)] as T;
		const base = `/${council.slug}`;
		const calm = await reading(program.origin, base, readers);

		const found = { failures: 0, indexed: 0, times: [] as number[] };
		let asked = 0;
		const crawling = Promise.all(
			Array.from({ length: side }, async () => {
				const machine = aResident(program.origin);
				while (asked++ < questions) {
					const begin = performance.now();
					const path = pick(lists) + question(pick);
					const { status, headers } = await machine.ask(base + path);
					found.times.push(performance.now() - begin);
					if (status !== 200) found.failures++;
					if (!headers.get('x-robots-tag')?.includes('noindex')) found.indexed++;
				}
			}),
		);
		const beside = await reading(program.origin, base, readers);
		await crawling;
		const endless = await endlessLists(program.origin, base);
		const robots = await (await fetch(`${program.origin}/robots.txt`)).text();
		return {
			done: `${questions} random questions to ${lists.length} lists by ${side} machines, ${readers} readers beside`,
			measured: `not 200 ${found.failures}; without noindex ${found.indexed}; lists without end ${endless.length}; p99 of a question ${ms(quantile(found.times, 0.99))}; p99 of readers ${ms(quantile(calm, 0.99))} before, ${ms(quantile(beside, 0.99))} beside`,
			broken: unkept({
				'every question has a page': found.failures === 0,
				'noindex on every one': found.indexed === 0,
				'no list goes on without end': endless.length === 0,
				'robots.txt says so too': robots.includes('Disallow: /*?'),
			}),
			late: unkept({
				// below this a machine that does anything else decides
				"readers' p99 at most twice as long":
					quantile(beside, 0.99) <= Math.max(2 * quantile(calm, 0.99), 120),
			}),
		};
	},
});

const lists = [
	'/issues',
	'/organisations',
	'/places',
	'/sessions',
	'/forums',
	'/platforms',
	'/outcomes',
	'/search',
];
const words = ['', '子ども', 'a', '%', '_', "'", '地域の会', '夕方', '\\', '高'];

function question(pick: <T>(list: readonly T[]) => T): string {
	const search = new URLSearchParams({
		q: pick(words),
		sort: pick(['changed', 'name', 'posted', 'x', '']),
		order: pick(['asc', 'desc', 'x']),
		page: pick(['1', '2', '3', '50', '9999', '10000', '-1', '1e9', 'x']),
		area: pick(['', newId(), 'x']),
		theme: pick(['', 'children', 'x']),
		state: pick(['', 'shared', 'x']),
		kind: pick(['', 'npo', 'talk', 'x']),
		month: pick(['', '2026-11', '9999-12', '0001-01', 'x']),
		from: pick(['', '1900-01-01', '9999-12-31']),
	});
	return `?${search}`;
}

/** Somebody who opens lists and a page, as people do. */
async function reading(origin: string, base: string, count: number): Promise<number[]> {
	const browser = aResident(origin);
	const times: number[] = [];
	for (let page = 0; page < count; page++) {
		const begin = performance.now();
		await browser.ask(`${base}${lists[page % 5]}`);
		times.push(performance.now() - begin);
	}
	return times;
}

/** Lists whose page far behind the end still leads to a next one. */
async function endlessLists(origin: string, base: string): Promise<string[]> {
	const browser = aResident(origin);
	const endless: string[] = [];
	for (const list of lists) {
		const { html } = await browser.ask(`${base}${list}?page=9000`);
		if (/page=900[1-9]/.test(html.replaceAll('&amp;', '&'))) endless.push(list);
	}
	return endless;
}
