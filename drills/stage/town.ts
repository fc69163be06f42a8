/** A program in use: a council, its people, and what they have in the database. */
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { newId } from '../../src/lib/server/application.ts';
import { openDatabase } from '../../src/lib/server/db.ts';
import { verifyAudit } from '../../src/lib/server/audit.ts';
import { sessionCookieName } from '../../src/lib/people/server/auth.ts';
import { secretsOf } from '../../scripts/data-folder.ts';
import type { Role } from '../../src/lib/kernel/actor.ts';
import { databaseUrlOf } from './program.ts';

export const slug = 'drill';

export type Town = Awaited<ReturnType<typeof aTown>>;

type Where = {
	dataFolder: string;
	/** Of a database that is not the data folder's own. */
	databaseUrl?: string;
	/** Of several programs that know the same sign-ins. */
	secret?: string;
	publicOrigin?: string;
};

export async function aTown({
	dataFolder,
	databaseUrl,
	secret,
	publicOrigin = 'http://localhost',
}: Where) {
	const operatorId = newId();
	const url = () => databaseUrl ?? databaseUrlOf(dataFolder) ?? '';

	/** Looks past row-level security, as no part of the program can. */
	async function rows<Row extends pg.QueryResultRow = pg.QueryResultRow>(
		text: string,
		...values: unknown[]
	): Promise<Row[]> {
		const client = new pg.Client({ connectionString: url() });
		client.on('error', () => undefined);
		await client.connect();
		try {
			return (await client.query<Row>(text, values)).rows;
		} finally {
			await client.end();
		}
	}

	async function count(text: string, ...values: unknown[]): Promise<number> {
		const [row] = await rows<{ count: string }>(`select count(*) from ${text}`, ...values);
		return Number(row?.count);
	}

	/** Somebody of the council, signed in; the cookie is the browser's. */
	async function person(name: string, { roles = [] as readonly Role[], email = '' } = {}) {
		const personId = newId();
		const loginId = newId();
		await rows(
			`insert into auth.logins (id, email, email_verified, created_at, updated_at) values ($1, $2, true, now(), now())`,
			...[loginId, email || `${loginId}@example.test`],
		);
		await rows(
			`insert into people (operator_id, id, name, email, auth_user_id, search_text, registered_at)
			values ($1, $2, $3, $4, $5, $3, now())`,
			...[operatorId, personId, name, email || null, loginId],
		);
		for (const role of roles) {
			await rows(
				`insert into role_grants (operator_id, id, person_id, role, scope_kind, valid_from, granted_at)
				values ($1, $2, $3, $4, 'operator', '2020-04-01', now())`,
				...[operatorId, newId(), personId, role],
			);
		}
		return { personId, loginId, cookie: await signIn(loginId) };
	}

	async function signIn(loginId: string, lasts = '1 day'): Promise<string> {
		const token = randomBytes(24).toString('hex');
		await rows(
			`insert into auth.sign_ins (id, token, login_id, expires_at, created_at, updated_at)
			values ($1, $2, $3, now() + $4::interval, now(), now())`,
			...[newId(), token, loginId, lasts],
		);
		const key = secret ?? secretsOf(dataFolder).secret;
		const signature = createHmac('sha256', key).update(token).digest('base64');
		return `${sessionCookieName(publicOrigin)}=${encodeURIComponent(`${token}.${signature}`)}`;
	}

	/** Whether the operator's audit trail is whole, and how many acts it has. */
	async function trail() {
		const database = openDatabase(url(), { connections: 1 });
		try {
			const actor = { kind: 'system', operatorId, task: 'drill' } as const;
			return await database.as(actor, (tx) => verifyAudit(tx, operatorId));
		} finally {
			await database.close();
		}
	}

	await rows(
		`insert into operators (id, slug, name, name_kana, short_name, legal_kind, municipality_code, telephone,
			requires_second_factor, created_at)
		values ($1, $2, '訓練区社会福祉協議会', 'くんれんくしゃかいふくしきょうぎかい', '訓練区社協', 'shakyo', '131075',
			'03-0000-0000', false, now())`,
		...[operatorId, slug],
	);
	return {
		operatorId,
		dataFolder,
		url,
		rows,
		count,
		person,
		signIn,
		trail,
		files: join(dataFolder, 'files'),
	};
}
