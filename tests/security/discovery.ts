/** Which forms stand on which pages for whom: records in every state, seen by every role. */
import type { APIRequestContext, Page } from '@playwright/test';
import { expectations, type Row } from '../access/expectations.ts';
import { addressOf } from '../access/routes.ts';
import { here, type Role } from '../access/world.ts';
import { owner } from './fingerprint.ts';
import { readForms, type PageForm } from './forms.ts';

export type Doors = ReadonlyMap<Role, APIRequestContext>;

export function doorOf(doors: Doors, role: Role): APIRequestContext {
	const door = doors.get(role);
	if (!door) throw new Error(`no door for ${role}`);
	return door;
}

/** One address for every state of the record that a route is about, all of a few records; else the one there is. */
export async function addressesOf(route: string, row: Row): Promise<string[]> {
	const first = await addressOf(route, row, here);
	if (!first) return [];
	const [, table] = /^select t\.id from (\w+) t /.exec(row.ids?.id ?? '') ?? [];
	if (!table || Object.keys(row.ids ?? {}).length > 1) return [first];
	const database = await owner();
	const states = await database.query(
		`select 1 from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name = 'state'`,
		[table],
	);
	if (states.rowCount === 0) return [first];
	const { rows } = await database.query<{ id: string }>(
		`select t.id from (select t.id, row_number() over (partition by t.state order by t.id) as place, count(*) over () as rows
			from ${table} t join operators o on o.id = t.operator_id where o.slug = $1) t
		where t.place = 1 or t.rows <= 12 order by t.id`,
		[here],
	);
	const others = rows.map(({ id }) => first.replace(/[0-9a-f-]{36}/, id));
	return [...new Set([first, ...others])];
}

export type Seen = { role: Role; status: number; html: string; forms: PageForm[] };

/** The page as one role gets it, and the forms in it that belong to its route. */
export async function seenBy(
	doors: Doors,
	reader: Page,
	role: Role,
	address: string,
): Promise<Seen> {
	const response = await doorOf(doors, role).get(address);
	const status = response.status();
	if (status !== 200) return { role, status, html: '', forms: [] };
	const html = await response.text();
	const forms = await readForms(reader, html, address);
	return {
		role,
		status,
		html,
		forms: forms.filter(({ target }) => target.split('?')[0] === address),
	};
}

/** Who is offered most: what none of them finds on a page is no form of it. */
const finders = ['secretariat', 'coordinator', 'facilitator', 'member', 'visitor'] as const;

export type Found = { address: string; form: PageForm };

const known = new Map<string, Promise<(Found & { role: Role })[]>>();

/** Every kind of form of a route, at the first record where somebody is offered it. */
export function formsOf(doors: Doors, reader: Page, route: string, row: Row) {
	const forms = known.get(route) ?? findForms(doors, reader, route, row);
	known.set(route, forms);
	return forms;
}

async function findForms(doors: Doors, reader: Page, route: string, row: Row) {
	const found = new Map<string, Found & { role: Role }>();
	for (const address of await addressesOf(route, row)) {
		const seen = await Promise.all(finders.map((role) => seenBy(doors, reader, role, address)));
		for (const { role, forms } of seen) {
			for (const form of forms) {
				const kind = `${form.action} ${form.controls.map(({ name }) => name).join()}`;
				if (!found.has(kind)) found.set(kind, { address, form, role });
			}
		}
	}
	return [...found.values()];
}

export const table: [string, Row][] = Object.entries(expectations);
