/**
 * Every form action, sent by whoever is not offered it: with everything filled in as the rightful person would, for a
 * record of the own operator and for one of another. It is refused, and not one row of any table is different.
 */
import { expect, test, type Page } from '@playwright/test';
import { actionsOf, addressOf } from '../access/routes.ts';
import { roles, signedIn, there, type Role } from '../access/world.ts';
import { doorOf, formsOf, seenBy, table } from './discovery.ts';
import { changedTables, closeOwner, fingerprint, type Fingerprint } from './fingerprint.ts';
import { encoded, filled, type PageForm } from './forms.ts';

const doors = new Map<Role, Awaited<ReturnType<typeof signedIn>>>();
let reader: Page;

test.beforeAll(async ({ playwright, baseURL, browser }) => {
	for (const role of roles) doors.set(role, await signedIn(playwright, baseURL ?? '', role));
	reader = await browser.newPage();
	before = await fingerprint();
});

test.afterAll(async () => {
	for (const door of doors.values()) await door.dispose();
	await reader.close();
	await closeOwner();
});

/**
 * Forms that may also be sent by who is not offered them on this page, and why. Nothing here opens more than another
 * page does; everything else must be refused.
 */
const alsoLawful: Record<string, { actions: string[]; roles: readonly Role[] }> = {
	// what staff do at their desk, and organisations on the issue's own page, is one command with one rule
	'/issues/[id=id]': {
		actions: ['attempt', 'worker', 'confirm', 'end'],
		roles: ['secretariat', 'coordinator', 'member'],
	},
	'/desk/issues/[id=id]/parts': {
		actions: ['attempt', 'removeAttempt', 'worker', 'confirm', 'end'],
		roles: ['member'],
	},
	// who keeps the inventory at the desk may do so wherever an organisation says it of itself
	'/functions/[id=id]': {
		actions: ['cover'],
		roles: ['secretariat', 'coordinator', 'facilitator'],
	},
	// who holds a concern already may say so again
	'/desk/concerns/[id=id]': { actions: ['takeOver'], roles: ['coordinator', 'secretariat'] },
	// somebody who asked for an organisation may also ask for oneself
	'/platforms/[id=id]/join': {
		actions: ['ask'],
		roles: [...roles].filter((role) => role !== 'visitor'),
	},
	// coming in and going out is everybody's own
	'/sign-in': { actions: ['password', 'code', 'passkey', 'here', 'out'], roles },
	'/sign-up': { actions: ['default'], roles },
	'/account': { actions: ['out'], roles },
};

function isLawful(route: string, action: string, role: Role): boolean {
	const row = alsoLawful[route.replace('/[operator=operator]', '')];
	return row !== undefined && row.actions.includes(action) && row.roles.includes(role);
}

/** Led to sign in, not there, not allowed, or not in this state; never done, never a fault. */
function isRefused(status: number, location: string): boolean {
	if (status === 303) return location.includes('/sign-in') && !location.includes('done=');
	return [403, 404, 405, 409, 422].includes(status);
}

async function sent(role: Role, address: string, form: PageForm, origin: string) {
	const query = form.action === 'default' ? '' : `?/${form.action}`;
	const response = await doorOf(doors, role).post(address + query, {
		data: encoded(filled(form)),
		headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
	});
	const { location = '' } = response.headers();
	return isRefused(response.status(), location)
		? []
		: [`${role} ${form.action}: ${response.status()} ${location}`];
}

/** As the database was when the last test ended. */
let before: Fingerprint;

async function nothingChanged(): Promise<void> {
	const after = await fingerprint();
	const changed = changedTables(before, after);
	before = after;
	expect(changed).toEqual([]);
}

for (const [route, row] of table.filter(([name]) => actionsOf(name).length > 0)) {
	test(`POST ${route} by whoever is not offered it`, async ({ baseURL }) => {
		const found = await formsOf(doors, reader, route, row);
		const wrong: string[] = [];
		for (const address of new Set(found.map((one) => one.address))) {
			const forms = found.filter((one) => one.address === address);
			const tried = roles.map(async (role) => {
				const { forms: offered } = await seenBy(doors, reader, role, address);
				const own = new Set(offered.map(({ action }) => action));
				for (const { form } of forms)
					if (!own.has(form.action) && !isLawful(route, form.action, role))
						wrong.push(...(await sent(role, address, form, baseURL ?? '')));
			});
			await Promise.all(tried);
		}
		expect(wrong).toEqual([]);
		await nothingChanged();
	});

	if (!row.ids?.id) continue;
	test(`POST ${route} about a record of another operator`, async ({ baseURL }) => {
		const foreign = await addressOf(route, row, there);
		const wrong: string[] = [];
		const forms = foreign ? await formsOf(doors, reader, route, row) : [];
		const tried = (['secretariat', 'coordinator', 'member', 'visitor'] as const).map(
			async (role) => {
				for (const { form } of forms)
					wrong.push(...(await sent(role, foreign ?? '', form, baseURL ?? '')));
			},
		);
		await Promise.all(tried);
		expect(wrong).toEqual([]);
		await nothingChanged();
	});
}
