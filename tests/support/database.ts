/**
 * The database of this test process: real PostgreSQL with the newest schema, empty of people. Every test
 * makes its own operator, so that no test sees the rows of another.
 */
import process from 'node:process';
import pg from 'pg';
import type { Actor } from '../../src/lib/kernel/actor.ts';
import { uuidV7 } from '../../src/lib/kernel/ids.ts';
import type { Context } from '../../src/lib/server/command.ts';
import { openDatabase, type Database } from '../../src/lib/server/db.ts';

/** Sunday 22 November 2026, ten in the morning in Japan. */
export const testTime = new Date('2026-11-22T01:00:00Z');

type Opened = { url: string; database: Database; owner: pg.Pool };

const heard: string[][] = [];
let opened: Promise<Opened> | undefined;

function open(): Promise<Opened> {
	opened ??= openForThisProcess();
	return opened;
}

async function openForThisProcess(): Promise<Opened> {
	const door = process.env.TEST_DATABASE_DOOR;
	if (!door) throw new Error('tests/support/global-setup.ts did not run');
	const answer = await fetch(new URL(`w${process.env.VITEST_POOL_ID ?? process.pid}`, door));
	const text = await answer.text();
	if (!answer.ok) throw new Error(`no test database: ${text}`);
	const database = openDatabase(text, {
		watch: (statement) => heard.forEach((list) => list.push(statement)),
	});
	const owner = new pg.Pool({ connectionString: text, max: 4 });
	owner.on('error', () => undefined);
	return { url: text, database, owner };
}

/** What the program uses: bound to the runtime role and to row-level security. */
export async function testDatabase(): Promise<Database> {
	return (await open()).database;
}

/** The owner's address, for parts that open connections of their own. */
export async function testDatabaseUrl(): Promise<string> {
	return (await open()).url;
}

/** How many statements `work` sends; pages have a bound that does not grow with their rows. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
	const list: string[] = [];
	heard.push(list);
	try {
		await work();
	} finally {
		heard.splice(heard.indexOf(list), 1);
	}
	return list.length;
}

/** Arranges and looks past row-level security, as no part of the program can. */
export async function ownerQuery<Row extends pg.QueryResultRow = pg.QueryResultRow>(
	text: string,
	values: readonly unknown[] = [],
): Promise<Row[]> {
	const { owner } = await open();
	return (await owner.query<Row>(text, [...values])).rows;
}

let made = 0;

/** Unique, the same in every run, and in the order in which they were made. */
export function newTestId(at: Date = testTime): string {
	made += 1;
	const random = new Uint8Array(10);
	new DataView(random.buffer).setUint32(6, made);
	return uuidV7(at, random);
}

type OperatorRow = {
	slug: string;
	name: string;
	nameKana: string;
	shortName: string;
	legalKind: 'shakyo' | 'municipality' | 'prefecture';
	municipalityCode: string;
	telephone: string;
	requiresSecondFactor: boolean;
	maskedBelow: number;
	concernsNeeded: number;
};

/** A fresh 運営主体 for one test. */
export async function anOperator(
	overrides: Partial<OperatorRow> = {},
): Promise<{ operatorId: string; slug: string }> {
	const operatorId = newTestId();
	const row: OperatorRow = {
		slug: `op-${made}`,
		name: 'ひかり区社会福祉協議会',
		nameKana: 'ひかりくしゃかいふくしきょうぎかい',
		shortName: 'ひかり区社協',
		legalKind: 'shakyo',
		municipalityCode: '131075',
		telephone: '03-0000-0000',
		requiresSecondFactor: false,
		maskedBelow: 5,
		concernsNeeded: 3,
		...overrides,
	};
	await ownerQuery(
		`insert into operators (id, slug, name, name_kana, short_name, legal_kind, municipality_code,
			telephone, requires_second_factor, masked_below, concerns_needed, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		[operatorId, ...Object.values(row), testTime],
	);
	return { operatorId, slug: row.slug };
}

/** Opens the database when it is first used, so that a context can be made without waiting. */
const lazily: Database = {
	as: async (actor, work) => (await testDatabase()).as(actor, work),
	outside: async (work) => (await testDatabase()).outside(work),
	clockIsBehind: () => 0,
	get pool(): pg.Pool {
		throw new Error('testDatabase() gives the connections themselves');
	},
	close: async () => undefined,
};

export function context(
	actor: Actor,
	options: { now?: Date | (() => Date); idempotencyKey?: string } = {},
): Context {
	const { now = testTime, idempotencyKey } = options;
	const clock = typeof now === 'function' ? now : () => now;
	return { database: lazily, actor, now: clock, newId: () => newTestId(clock()), idempotencyKey };
}

/** The acts on the operator's audit trail, oldest first. */
export async function trail(operatorId: string): Promise<string[]> {
	const rows = await ownerQuery<{ act: string }>(
		'select act from audit_trail where operator_id = $1 order by sequence',
		[operatorId],
	);
	return rows.map((row) => row.act);
}
