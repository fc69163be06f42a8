/**
 * Every form as the rightful person finds it, sent with what it was not made for: odd values, hostile texts, records of
 * another operator, choices that it does not offer. This changes the region of the run, so it comes last.
 */
import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { actionsOf } from '../../access/routes.ts';
import { here, roles, signedIn, there, type Role } from '../../access/world.ts';
import { doorOf, formsOf, table } from '../discovery.ts';
import { closeOwner, owner } from '../fingerprint.ts';
import { encoded, filled, plausible, type Entry, type PageForm } from '../forms.ts';
import { machineWords } from '../words.ts';
import { hostileTexts, oddValues } from '../values.ts';

const doors = new Map<Role, Awaited<ReturnType<typeof signedIn>>>();
let reader: Page;
let signEverybodyIn: () => Promise<void>;

test.beforeAll(async ({ playwright, baseURL, browser }) => {
	signEverybodyIn = async () => {
		for (const role of roles) doors.set(role, await signedIn(playwright, baseURL ?? '', role));
	};
	await signEverybodyIn();
	reader = await browser.newPage();
	await learnIds();
});

test.afterAll(async () => {
	for (const door of doors.values()) await door.dispose();
	await reader.close();
	await closeOwner();
});

/** The table of every record of the operator, and for every table a record of the other one. */
const tableOf = new Map<string, string>();
const foreignOf = new Map<string, string>();
const foreignSent = new Set<string>();

async function learnIds(): Promise<void> {
	const database = await owner();
	const { rows: named } = await database.query<{ name: string }>(
		`select table_name as name from information_schema.columns where table_schema = 'public' and column_name in ('id', 'operator_id')
			and data_type = 'uuid' group by 1 having count(*) = 2`,
	);
	for (const { name } of named) {
		const { rows } = await database.query<{ id: string; slug: string }>(
			`select t.id, o.slug from ${name} t join operators o on o.id = t.operator_id where o.slug in ($1, $2)`,
			[here, there],
		);
		for (const { id, slug } of rows) {
			if (slug === here) tableOf.set(id, name);
			else foreignOf.set(name, id);
		}
	}
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same with every record in it exchanged for one of the other operator. */
function foreign(entries: readonly Entry[]): Entry[] {
	return entries.map(([name, value]) => [
		name,
		name === 'once'
			? randomUUID()
			: value.replace(uuid, (id) => {
					const other = foreignOf.get(tableOf.get(id) ?? '') ?? randomUUID();
					foreignSent.add(other);
					return other;
				}),
	]);
}

/** What no form of ours asks: whose record it is, who wrote it, in which state it stands. */
const extras: Entry[] = [
	['operatorId', '00000000-0000-0000-0000-000000000000'],
	['operator_id', '00000000-0000-0000-0000-000000000000'],
	['personId', '00000000-0000-0000-0000-000000000000'],
	['state', 'published'],
	['role', 'secretariat'],
	['isStaff', 'yes'],
	['publishedBy', '00000000-0000-0000-0000-000000000000'],
	['__proto__', 'x'],
	['constructor', 'x'],
	['toString', 'x'],
	['form[__proto__][x]', 'x'],
];

/** Every field with an odd value, some twice. */
function odd(form: PageForm, round: number): Entry[] {
	return form.controls.flatMap(({ name, kind, value }, place): Entry[] => {
		if (name === 'once') return [[name, randomUUID()]];
		const other = oddValues[(round + place * 5) % oddValues.length] ?? '';
		// every third field stays as it is, so that the others are looked at too
		const kept = kind !== 'file' && (place + round) % 3 === 0 ? value : other;
		return (place + round) % 4 === 0
			? [
					[name, kept],
					[name, other],
				]
			: [[name, kept]];
	});
}

async function send(role: Role, address: string, form: PageForm, entries: Entry[], origin: string) {
	const query = form.action === 'default' ? '' : `?/${form.action}`;
	const response = await doorOf(doors, role).post(address + query, {
		data: encoded(entries),
		headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
	});
	const status = response.status();
	const { location = '' } = response.headers();
	const told = `${role} ${form.action}: ${status} ${location} ${JSON.stringify(entries).slice(0, 600)}`;
	if (status === 303) return { isDone: location.includes('done='), problem: '' };
	if (status === 200 || (status >= 400 && status < 500)) {
		const words = await response.text();
		const isPlain = /[\u3041-\u3096]/.test(words) && !(status >= 400 && machineWords.test(words));
		return { isDone: false, problem: isPlain ? '' : told };
	}
	return { isDone: false, problem: told };
}

/** These end sessions: afterwards everybody signs in anew. What would succeed is not sent. */
const ends = /\/account|\/sign-|\/demo$/;

let round = 0;
const done = new Set<string>();
const found = new Set<string>();

for (const [route, row] of table.filter(([name]) => actionsOf(name).length > 0)) {
	test(`odd and foreign words in the forms of ${route}`, async ({ baseURL }) => {
		const origin = baseURL ?? '';
		const problems: string[] = [];
		for (const { address, form, role } of await formsOf(doors, reader, route, row)) {
			found.add(`${route} ${form.action}`);
			const say = async (entries: Entry[]) => {
				const { isDone, problem } = await send(role, address, form, entries, origin);
				if (problem) problems.push(problem);
				if (isDone) done.add(`${route} ${form.action}`);
				return isDone;
			};
			for (let time = 0; time < 2; time++) await say([...odd(form, ++round), ...extras]);
			await say([]);
			const usual = filled(form);
			if (usual.some(([name, value]) => name !== 'once' && value.match(uuid)))
				await say(foreign(usual));
			if (ends.test(address)) continue;
			const hostile = filled(form, (control) => {
				const text = plausible(control);
				return text.endsWith('です。') ? (hostileTexts[++round % hostileTexts.length] ?? '') : text;
			});
			await say(hostile);
		}
		if (ends.test(route)) await signEverybodyIn();
		// an operator that was made to ask for a second factor would keep its own staff out of the rest
		await (await owner()).query('update operators set requires_second_factor = false');
		expect(problems).toEqual([]);
	});
}

test('most actions were found on a page, and many were done', () => {
	const all = table.flatMap(([route]) => actionsOf(route).map((action) => `${route} ${action}`));
	expect(found.size / all.length).toBeGreaterThan(0.55);
	expect(done.size / found.size).toBeGreaterThan(0.4);
});

test('the letters that were made have one subject, one address and nothing of what was written', async () => {
	const { rows } = await (
		await owner()
	).query<{ subject: string; to: string; body: string | null }>(
		'select subject, to_address as to, body from mails',
	);
	for (const { subject, to, body } of rows) {
		expect(subject).not.toMatch(/[\r\n]/);
		expect(to).toMatch(/^[^\s,;<>]+@[^\s,;<>]+$/);
		expect(body ?? '').not.toMatch(/<script|javascript:|elsewhere\.example/);
	}
});

test('no record of the operator speaks of a record of another', async () => {
	const database = await owner();
	const { rows } = await database.query<{ name: string }>(
		`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'operator_id'`,
	);
	const wrong: string[] = [];
	for (const { name } of rows) {
		const { rows: naming } = await database.query<{ found: string }>(
			`select distinct u.id as found from ${name} t join operators o on o.id = t.operator_id, unnest($2::text[]) as u(id)
			where o.slug = $1 and t::text like '%' || u.id || '%'`,
			[here, [...foreignSent].filter((id) => ![...tableOf.keys()].includes(id))],
		);
		wrong.push(...naming.map((one) => `${name}: ${one.found}`));
	}
	expect(wrong).toEqual([]);
});
