/** The first run: the council, its areas and the first person of its staff, in one step that happens once. */
import { createHash, timingSafeEqual } from 'node:crypto';
import process from 'node:process';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { dateInTokyo, fiscalYearOf, fiscalYearRange } from '../../kernel/dates.ts';
import { sortKey } from '../../kernel/kana.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { makePartition } from '../../districts/server/commands.ts';
import { anyOperatorExists } from '../../operators/server/queries.ts';
import { operators } from '../../operators/server/tables.ts';
import { command, parse, type Context, type Work } from '../../server/command.ts';
import { searchText } from '../../server/search.ts';
import { setupForm } from '../forms.ts';
import { isCommonPassword } from './common-passwords.ts';
import { hashPassword, makeLogin, storePassword } from './logins.ts';
import { people, roleGrants } from './tables.ts';
import { countTry } from './tries.ts';

/**
 * Names the first council of an installation. Only for whoever started the program: the code is shown where
 * it was started, and nowhere when there is a council already.
 */
export async function setUp(
	context: Omit<Context, 'actor' | 'idempotencyKey'>,
	raw: unknown,
	{ expectedCode, network }: { expectedCode: string | undefined; network: string },
): Promise<{ slug: string }> {
	const { setupCode, ...input } = parse(setupForm, raw);
	await countTry(context.database, 'setup:network', network, context.now());
	if (!expectedCode || !isSame(setupCode, expectedCode))
		throw refuseField('setupCode', 'people_setup_code_wrong');
	const { password, ...rest } = input;
	if (isCommonPassword(password)) throw refuseField('password', 'people_password_easy');
	const actor = { kind: 'system', operatorId: context.newId(), task: 'setup' } as const;
	return foundCouncil({ ...context, actor }, { ...rest, password: await hashPassword(password) });
}

function isSame(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}

const { setupCode: _code, ...founding } = setupForm.entries;

/** `password` is hashed already. The actor is the installation itself, inside the council that comes into being. */
export const foundCouncil = command('operator.found', {
	// what came from the form was read by setUp
	input: v.custom<Omit<v.InferOutput<typeof setupForm>, 'setupCode'>>(
		(value) =>
			typeof value === 'object' &&
			value !== null &&
			Object.keys(founding).every((key) => key in value),
	),
	subject: async ({ tx }) => {
		// two first runs at once: the second waits here, then finds the first one's council
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('otagaisama:setup', 0))`);
		return anyOperatorExists(tx);
	},
	allow: (actor) => actor.kind === 'system',
	run: async (work, input, isThere) => {
		if (isThere) throw new Refusal('not-now', 'people_setup_done_already');
		const { tx, actor, now } = work;
		const id = actor.operatorId;
		await tx.insert(operators).values({ id, ...operatorRow(input), createdAt: now() });
		for (const { name, areas, field } of partitionsOf(input)) {
			if (areas.length === 0) throw refuseField(`areas${field}`, 'districts_areas_missing');
			await makePartition(work, {
				...{ name, areas, validFrom: fiscalYearRange(fiscalYearOf(dateInTokyo(now()))).from },
				askedOfResidents: name === input.partition1,
			});
		}
		await firstPerson(work, input);
		return {
			result: { slug: input.slug },
			audit: { subject: { kind: 'operator', id }, detail: { legalKind: input.legalKind } },
		};
	},
});

type Founding = Omit<v.InferOutput<typeof setupForm>, 'setupCode'>;

function operatorRow(input: Founding) {
	const { slug, name, nameKana, legalKind, municipalityCode, telephone, fax, email } = input;
	const { consultationHours, postalCode, address, welcome } = input;
	return {
		...{ slug, name, nameKana, shortName: input.shortName || name, legalKind, municipalityCode },
		...{ telephone, fax, email, consultationHours, postalCode, address, welcome },
		requiresSecondFactor: input.requiresSecondFactor,
	};
}

function partitionsOf(input: Founding) {
	const named = [
		{ field: 1, name: input.partition1, areas: input.areas1 },
		{ field: 2, name: input.partition2, areas: input.areas2 },
		{ field: 3, name: input.partition3, areas: input.areas3 },
	].filter(({ name }) => name);
	const twice = named.find(
		(one, index) => named.findIndex(({ name }) => name === one.name) < index,
	);
	if (twice) throw refuseField(`partition${twice.field}`, 'districts_partition_taken');
	return named;
}

/** 事務局 and administrator of accounts, until the end of the fiscal year after this one: nobody else could renew them. */
async function firstPerson({ tx, actor, now, newId }: Work, input: Founding): Promise<void> {
	const { operatorId } = actor;
	const at = now();
	const loginId = await makeLogin(tx, newId, input.staffEmail, at);
	if (!loginId) throw refuseField('staffEmail', 'people_email_taken');
	await storePassword(tx, newId, loginId, input.password, at);
	const personId = newId();
	await tx.insert(people).values({
		...{
			operatorId,
			id: personId,
			authUserId: loginId,
			name: input.staffName,
			nameKana: input.staffKana,
		},
		...{ email: input.staffEmail, tie: 'works', registeredAt: at },
		searchText: searchText(input.staffName, input.staffKana, input.staffEmail),
		sortKey: sortKey(input.staffKana || input.staffName),
	});
	const today = dateInTokyo(at);
	const validUntil = fiscalYearRange(fiscalYearOf(today) + 1).to;
	for (const role of ['secretariat', 'administrator'] as const) {
		await tx.insert(roleGrants).values({
			...{ operatorId, id: newId(), personId, role, scopeKind: 'operator', scopeId: null },
			...{ validFrom: today, validUntil, grantedAt: at },
		});
	}
}

/** The code that was shown where the program was started; undefined when there is nothing to set up. */
export function expectedSetupCode(): string | undefined {
	return process.env.OTAGAISAMA_SETUP_CODE || undefined;
}
