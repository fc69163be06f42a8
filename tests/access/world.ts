/** What the walk over all routes needs of the running demo region: a signed-in browser per role, and ids on both sides. */
import process from 'node:process';
import type { APIRequestContext, PlaywrightWorkerArgs } from '@playwright/test';
import pg from 'pg';

export const roles = [
	'visitor',
	'resident',
	'member',
	'facilitator',
	'officer',
	'evaluator',
	'auditor',
	'administrator',
	'coordinator',
	'secretariat',
] as const;
export type Role = (typeof roles)[number];

export const here = 'aohama-shakyo';
export const there = 'aohama';

/** Runs one query on the embedded database of the run, as its owner. */
export async function query<Row extends pg.QueryResultRow>(
	text: string,
	values: unknown[] = [],
): Promise<Row[]> {
	process.env.OTAGAISAMA_DATA = process.env.JOURNEYS_DATA;
	const { runningDatabase } = await import('../../scripts/groundwork.ts');
	const client = new pg.Client({ connectionString: runningDatabase() });
	await client.connect();
	try {
		return (await client.query<Row>(text, values)).rows;
	} finally {
		await client.end();
	}
}

const granted: Partial<Record<Role, string>> = {
	facilitator: 'facilitator',
	officer: 'officer',
	evaluator: 'evaluator',
	auditor: 'auditor',
	administrator: 'administrator',
	coordinator: 'coordinator',
	secretariat: 'secretariat',
};

/** A demo login that holds this role and no other, in force today; for residents none and nobody to act for. */
async function loginFor(role: Exclude<Role, 'visitor'>): Promise<string> {
	const rows = await query<{ login: string; roles: string[]; represents: number }>(
		`select d.login_id as login,
			coalesce((select array_agg(distinct g.role) from role_grants g where g.operator_id = d.operator_id and g.person_id = d.person_id
				and g.ended_at is null and g.valid_from <= current_date and (g.valid_until is null or g.valid_until >= current_date)), '{}') as roles,
			(select count(*)::int from representations r where r.operator_id = d.operator_id and r.person_id = d.person_id
				and r.ended_at is null) as represents
		from auth.demo_logins d join operators o on o.id = d.operator_id where o.slug = $1
		order by d.position, d.login_id`,
		[here],
	);
	const wanted = granted[role];
	const found = rows.find((row) =>
		wanted
			? row.roles.length === 1 && row.roles[0] === wanted && row.represents === 0
			: row.roles.length === 0 && row.represents > 0 === (role === 'member'),
	);
	if (!found) throw new Error(`the demo region has nobody to sign in as who is only: ${role}`);
	return found.login;
}

/** A browser's requests, signed in through the front door. */
export async function signedIn(
	playwright: PlaywrightWorkerArgs['playwright'],
	baseURL: string,
	role: Role,
): Promise<APIRequestContext> {
	const context = await playwright.request.newContext({
		baseURL,
		maxRedirects: 0,
		// as a browser without JavaScript asks; otherwise actions answer in JSON
		extraHTTPHeaders: { accept: 'text/html' },
	});
	if (role === 'visitor') return context;
	const response = await context.post('/demo?/signIn', {
		form: { loginId: await loginFor(role) },
		headers: { origin: baseURL },
	});
	if (response.status() !== 303)
		throw new Error(`signing in as ${role} answers ${response.status()}`);
	return context;
}
