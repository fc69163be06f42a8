/** What is in the database, table by table, so that a test can say that nothing was changed. */
import process from 'node:process';
import pg from 'pg';

/** Counted by every request, or by the worker: tries, its pulse, challenges of passkeys. */
const restless = [
	'public.attempts',
	'public.care',
	'public.chain_checks',
	'auth.tries',
	'auth.rate_limits',
	'auth.codes',
];
/** Reading something private is noted; that is no change. */
const readingActs = `act !~ '\\.(?:read|readScan|export|verify)'`;

let client: Promise<pg.Client> | undefined;

export function owner(): Promise<pg.Client> {
	client ??= connect();
	return client;
}

async function connect(): Promise<pg.Client> {
	process.env.OTAGAISAMA_DATA = process.env.JOURNEYS_DATA;
	const { runningDatabase } = await import('../../scripts/groundwork.ts');
	const opened = new pg.Client({ connectionString: runningDatabase() });
	await opened.connect();
	return opened;
}

export async function closeOwner(): Promise<void> {
	const opened = await client;
	client = undefined;
	await opened?.end();
}

export async function tables(): Promise<string[]> {
	const { rows } = await (
		await owner()
	).query<{ name: string }>(
		`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'auth') and c.relkind = 'r' order by 1`,
	);
	return rows.map(({ name }) => name);
}

export type Fingerprint = Record<string, string>;

export async function fingerprint(): Promise<Fingerprint> {
	const counted = (await tables()).filter((name) => !restless.includes(name));
	const sums = counted.map(
		(name) =>
			`select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from ${name} t` +
			(name === 'public.audit_trail' ? ` where ${readingActs}` : ''),
	);
	const { rows } = await (
		await owner()
	).query<{ name: string; sum: string }>(sums.join(' union all '));
	return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** The tables in which two moments differ. */
export function changedTables(before: Fingerprint, after: Fingerprint): string[] {
	return Object.keys(after).filter((name) => before[name] !== after[name]);
}
