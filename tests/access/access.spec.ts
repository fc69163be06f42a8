/**
 * The walk over all routes: every route × every role × an object of the own operator and one of another. And every form
 * action × every role, with nothing in it, from here and from another site.
 */
import { expect, test, type APIRequestContext } from '@playwright/test';
import { expectations, type Row } from './expectations.ts';
import { actionsOf, addressOf, routes } from './routes.ts';
import { here, roles, signedIn, there, type Role } from './world.ts';

const doors = new Map<Role, APIRequestContext>();

test.beforeAll(async ({ playwright, baseURL }) => {
	for (const role of roles) doors.set(role, await signedIn(playwright, baseURL ?? '', role));
});

test.afterAll(async () => {
	for (const door of doors.values()) await door.dispose();
});

function doorOf(role: Role): APIRequestContext {
	const door = doors.get(role);
	if (!door) throw new Error(`no door for ${role}`);
	return door;
}

/** Whoever sends an empty form without a part in the matter: nothing may come of it. */
const bystanders = ['visitor', 'resident', 'evaluator', 'auditor'] as const;

/** What somebody gets who may not: visitors are led to sign in, everybody else finds no such page. */
const refusals = (role: Role) => (role === 'visitor' ? [303, 404] : [404, 403]);

function expectedFor(row: Row, role: Role): number[] {
	if (row.answers && (row.sees.includes(role) || row.sees.length === 0)) return [...row.answers];
	if (row.sees.includes(role)) return [200];
	if (row.some?.includes(role)) return [200, 303, ...refusals(role)];
	return refusals(role);
}

test('every route stands in the table, and every row has its route', () => {
	expect(Object.keys(expectations).toSorted()).toEqual(routes);
});

for (const [route, row] of Object.entries(expectations)) {
	test(`GET ${route}`, async () => {
		const address = await addressOf(route, row, here);
		const wrong: string[] = [];
		for (const role of address ? roles : []) {
			const response = await doorOf(role).fetch(address ?? '', { method: row.method ?? 'GET' });
			const status = response.status();
			const expected = expectedFor(row, role);
			if (!expected.includes(status))
				wrong.push(`${role}: ${status}, expected ${expected.join(' or ')}`);
			if (status === 303 && role === 'visitor' && !row.answers) {
				const target = response.headers().location ?? '';
				if (!target.startsWith(`/${here}/sign-in?next=`)) wrong.push(`${role}: led to ${target}`);
			}
		}
		expect(wrong).toEqual([]);
	});

	if (row.ids?.id && row.foreign !== false) {
		test(`GET ${route} with an id of another operator`, async () => {
			const address = await addressOf(route, row, there);
			const wrong: string[] = [];
			for (const role of address ? roles : []) {
				const status = (
					await doorOf(role).fetch(address ?? '', { method: row.method ?? 'GET' })
				).status();
				if (![404, 303].includes(status) || (status === 303 && role !== 'visitor'))
					wrong.push(`${role}: ${status}`);
			}
			expect(wrong).toEqual([]);
		});
	}

	for (const action of actionsOf(route)) {
		test(`POST ${route}?/${action}, empty`, async ({ baseURL }) => {
			const address = (await addressOf(route, row, here)) ?? '';
			const query = action === 'default' ? '' : `?/${action}`;
			const isOwn = /\/(?:account|me|sign-in|sign-up)(?:\/|$)/.test(route);
			const wrong: string[] = [];
			// on pages about oneself an empty form is lawful: signing out, leaving, ending other browsers
			const senders = isOwn ? (['visitor'] as const) : bystanders;
			for (const role of address ? senders : []) {
				const sent = await doorOf(role).post(address + query, {
					form: { once: `walk-${route}-${role}`.slice(-80) },
					headers: { origin: baseURL ?? '' },
				});
				const target = sent.headers().location ?? '';
				if (sent.status() >= 500) wrong.push(`${role}: ${sent.status()}`);
				if (target.includes('done=') && !isOwn) wrong.push(`${role}: it was done`);
			}
			const elsewhere = await doorOf('secretariat').post(address + query, {
				form: { once: 'walk-from-elsewhere' },
				headers: { origin: 'https://elsewhere.example' },
			});
			if (address && elsewhere.status() !== 403)
				wrong.push(`from another site: ${elsewhere.status()}`);
			expect(wrong).toEqual([]);
		});
	}
}
