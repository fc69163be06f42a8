import { describe, expect, test } from 'vitest';
import { listRequest } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { aCouncil } from '#test/people.ts';
import {
	anOperator,
	context,
	countStatements,
	newTestId,
	ownerQuery,
	testDatabase,
	trail,
} from '#test/database.ts';
import { aDoor, aLogin, letterTo, sessionAt, signedIn } from '#test/sign-in.ts';
import {
	clearSecondFactor,
	confirmRepresentation,
	editOwnParticulars,
	editPerson,
	endRepresentation,
	endRole,
	grantRole,
	invitePerson,
	leavePerson,
	registerPerson,
} from './commands.ts';
import {
	endingSoon,
	grantsOf,
	listPeople,
	peopleWithRole,
	personNames,
	personOrRefuse,
	representationsOf,
} from './queries.ts';

const hanako = {
	...{ name: '髙橋 花子', nameKana: 'たかはし はなこ', calledName: '', email: 'Hanako@Example.jp' },
	...{
		telephone: '０９０ー１２３４ー５６７８',
		fax: '',
		tie: 'resides',
		contactWish: '夕方に電話',
	},
};

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
	const refusal = await work.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(refusal instanceof Refusal)) throw new Error('nothing was refused');
	return refusal;
}

const request = (query = '') =>
	listRequest(new URLSearchParams(query), {
		sorts: ['name', 'registered'],
		filters: ['role', 'signIn', 'state'],
	});
const today = '2026-11-22';

describe('registering', () => {
	test('the staff registers a person, whose spelling is kept and found', async () => {
		const { operatorId, sato } = await aCouncil();
		const { id } = await registerPerson(context(sato), hanako);
		const database = await testDatabase();
		const person = await database.as(sato, (tx) => personOrRefuse(tx, sato, id));
		expect(person).toMatchObject({
			name: '髙橋 花子',
			email: 'hanako@example.jp',
			telephone: '090-1234-5678',
		});
		const found = await database.as(sato, (tx) => listPeople(tx, sato, request('q=高橋'), today));
		expect(found.rows.map((row) => row.id)).toEqual([id]);
		expect(await trail(operatorId)).toEqual(['person.register']);
	});

	test('the audit row holds no words about the person', async () => {
		const { operatorId, sato } = await aCouncil();
		await registerPerson(context(sato), hanako);
		const [row] = await ownerQuery<{ detail: unknown }>(
			'select detail from audit_trail where operator_id = $1',
			[operatorId],
		);
		expect(row?.detail).toEqual({ hasEmail: true });
	});

	test('an address belongs to one person, until that person leaves', async () => {
		const { sato } = await aCouncil();
		const { id } = await registerPerson(context(sato), hanako);
		expect(
			(await refusalOf(registerPerson(context(sato), { ...hanako, name: '別の人' }))).problems,
		).toEqual([{ field: 'email', message: 'people_email_taken' }]);
		await leavePerson(context(sato), { id, sure: 'yes' });
		await registerPerson(context(sato), { ...hanako, name: '別の人' });
	});

	test.each([
		[{ name: ' ' }, 'name', 'people_name_missing'],
		[{ email: 'hanako' }, 'email', 'field_email_wrong'],
		[{ telephone: '123' }, 'telephone', 'field_phone_wrong'],
		[{ tie: 'visits' }, 'tie', 'people_tie_missing'],
		[{ calledName: 'あ'.repeat(51) }, 'calledName', 'field_too_long'],
	])('%j is refused beside its field', async (change, field, message) => {
		const { sato } = await aCouncil();
		const refusal = await refusalOf(registerPerson(context(sato), { ...hanako, ...change }));
		expect(refusal.problems).toEqual([{ field, message }]);
	});

	test('the letter explains how to sign in and names nobody', async () => {
		const { operatorId, slug, sato } = await aCouncil();
		const { id } = await registerPerson(context(sato), hanako);
		const invite = invitePerson({
			origin: 'https://example.jp',
			slug,
			name: 'ひかり区社協',
			shortName: 'ひかり',
			telephone: '03-0000-0000',
		});
		await invite(context(sato), { id });
		const letter = await letterTo(operatorId, 'hanako@example.jp');
		expect(letter?.body).toContain(`https://example.jp/${slug}/sign-in`);
		expect(letter?.body).not.toContain('髙橋');
		expect(await trail(operatorId)).toEqual(['person.register', 'person.invite']);
	});

	test('the staff changes particulars, everybody their own, nobody else', async () => {
		const { sato, ito, ueda } = await aCouncil();
		await editPerson(context(sato), { ...hanako, id: ito.personId });
		await editOwnParticulars(context(ito), { ...hanako, name: '伊藤 本人' });
		const database = await testDatabase();
		expect((await database.as(ito, (tx) => personOrRefuse(tx, ito, ito.personId))).name).toBe(
			'伊藤 本人',
		);
		expect((await refusalOf(editPerson(context(ueda), { ...hanako, id: ito.personId }))).code).toBe(
			'not-found',
		);
		expect((await refusalOf(editPerson(context(ito), { ...hanako, id: ito.personId }))).code).toBe(
			'not-allowed',
		);
	});
});

describe('roles', () => {
	test('the secretariat grants a role in an area until the end of the fiscal year', async () => {
		const { operatorId, sato, ito, harbourArea } = await aCouncil();
		await grantRole(context(sato), {
			id: ito.personId,
			role: 'coordinator',
			scope: `area:${harbourArea}`,
			validUntil: '',
		});
		const database = await testDatabase();
		const [grant] = await database.as(sato, (tx) => grantsOf(tx, sato, ito.personId));
		expect(grant).toMatchObject({
			...{ role: 'coordinator', scopeKind: 'area', scopeId: harbourArea },
			...{ validFrom: '2026-11-22', validUntil: '2027-03-31', endedAt: null },
		});
		expect(await trail(operatorId)).toEqual(['role.grant']);
	});

	test('not to oneself, and not by the administrator of accounts', async () => {
		const { operatorId, sato, ito, mori } = await aCouncil();
		const role = { role: 'auditor', scope: 'operator', validUntil: '' };
		expect((await refusalOf(grantRole(context(sato), { ...role, id: sato.personId }))).code).toBe(
			'not-allowed',
		);
		await ownerQuery(
			"update role_grants set role = 'administrator', scope_kind = 'operator', scope_id = null where person_id = $1",
			[mori.personId],
		);
		const administrator = {
			...mori,
			grants: [{ role: 'administrator', scopeKind: 'operator', scopeId: null }],
		} as const;
		expect(
			(await refusalOf(grantRole(context(administrator), { ...role, id: ito.personId }))).code,
		).toBe('not-allowed');
		expect((await refusalOf(grantRole(context(ito), { ...role, id: ito.personId }))).code).toBe(
			'not-allowed',
		);
		expect(await trail(operatorId)).toEqual([]);
	});

	test.each([
		['a scope that the role cannot have', { role: 'auditor', scope: 'area:AREA' }, 'scope'],
		['an area of another council', { role: 'coordinator', scope: 'area:FOREIGN' }, ''],
		[
			'an end in the past',
			{ role: 'auditor', scope: 'operator', validUntil: '令和8年11月21日' },
			'validUntil',
		],
		[
			'an end that is no date',
			{ role: 'auditor', scope: 'operator', validUntil: 'いつか' },
			'validUntil',
		],
		['no role', { role: '', scope: 'operator' }, 'role'],
		['a forged scope', { role: 'auditor', scope: 'case:x' }, 'scope'],
	])('%s is refused', async (_, input, field) => {
		const { sato, ito, harbourArea } = await aCouncil();
		const scope = input.scope
			.replace('AREA', harbourArea)
			.replace('FOREIGN', (await aCouncil()).harbourArea);
		const refusal = await refusalOf(
			grantRole(context(sato), { ...input, scope, id: ito.personId }),
		);
		if (field) expect(refusal.problems[0]?.field).toBe(field);
		else expect(refusal.code).toBe('not-found');
	});

	test('an ended role is ended once, and not by its holder', async () => {
		const { sato, kato, ito } = await aCouncil();
		const { grantId } = await grantRole(context(sato), {
			id: ito.personId,
			role: 'evaluator',
			scope: 'operator',
			validUntil: '',
		});
		const [katosRole] = await ownerQuery<{ id: string }>(
			'select id from role_grants where person_id = $1',
			[kato.personId],
		);
		expect(
			(await refusalOf(endRole(context(kato), { id: kato.personId, grantId: katosRole?.id ?? '' })))
				.code,
		).toBe('not-allowed');
		await endRole(context(kato), { id: ito.personId, grantId });
		expect((await refusalOf(endRole(context(kato), { id: ito.personId, grantId }))).code).toBe(
			'not-now',
		);
	});

	test('who holds a role today can be chosen, who held it cannot', async () => {
		const { operatorId, sato, kato, mori } = await aCouncil();
		await ownerQuery("update role_grants set valid_until = '2026-11-21' where person_id = $1", [
			kato.personId,
		]);
		await ownerQuery('update people set left_at = now() where id = $1', [mori.personId]);
		const database = await testDatabase();
		const names = await database.as(sato, (tx) =>
			peopleWithRole(tx, sato, ['secretariat', 'coordinator'], today),
		);
		expect(names.map(({ id }) => id)).toEqual([sato.personId]);
		expect(
			await database.as(sato, (tx) => personNames(tx, sato, [kato.personId, newTestId()])),
		).toEqual(new Map([[kato.personId, '加藤 事務局']]));
		expect(operatorId).toBe(sato.operatorId);
	});
});

describe('representing an organisation', () => {
	test('the office confirms and ends it; the person may end it too', async () => {
		const { operatorId, sato, ito, lanternGroup, harbourGroup } = await aCouncil();
		for (const organisationId of [lanternGroup, harbourGroup]) {
			await confirmRepresentation(context(sato), {
				id: ito.personId,
				organisationId,
				validUntil: '',
			});
		}
		const again = confirmRepresentation(context(sato), {
			id: ito.personId,
			organisationId: lanternGroup,
			validUntil: '',
		});
		expect((await refusalOf(again)).problems).toEqual([
			{ field: 'organisationId', message: 'people_represents_already' },
		]);
		const database = await testDatabase();
		const rows = await database.as(ito, (tx) => representationsOf(tx, ito, ito.personId));
		expect(new Set(rows.map((row) => row.organisationId))).toEqual(
			new Set([lanternGroup, harbourGroup]),
		);
		const [first, second] = rows;
		await endRepresentation(context(ito), { id: ito.personId, representationId: first?.id ?? '' });
		await endRepresentation(context(sato), {
			id: ito.personId,
			representationId: second?.id ?? '',
		});
		expect(await trail(operatorId)).toEqual([
			...[
				'representation.confirm',
				'representation.confirm',
				'representation.end',
				'representation.end',
			],
		]);
	});

	test('not by oneself, and not for an organisation of another council', async () => {
		const { sato, ito, lanternGroup } = await aCouncil();
		const foreign = await aCouncil();
		const by = (actor: typeof sato, organisationId: string) =>
			refusalOf(
				confirmRepresentation(context(actor), { id: ito.personId, organisationId, validUntil: '' }),
			);
		expect((await by(ito, lanternGroup)).code).toBe('not-allowed');
		expect((await by(sato, foreign.lanternGroup)).problems[0]?.field).toBe('organisationId');
	});
});

test('who leaves loses roles, organisations and the way in, at once', async () => {
	const { operatorId, sato, kato, ueda } = await aCouncil();
	const loginId = await aLogin(ueda);
	const door = await aDoor(operatorId);
	await signedIn(door, loginId);
	await grantRole(context(sato), {
		id: ueda.personId,
		role: 'facilitator',
		scope: 'operator',
		validUntil: '',
	});
	expect((await sessionAt(door)).actor.kind).toBe('person');

	await leavePerson(context(kato), { id: ueda.personId, sure: 'yes' });

	expect((await sessionAt(door)).actor.kind).toBe('anyone');
	const database = await testDatabase();
	const grants = await database.as(sato, (tx) => grantsOf(tx, sato, ueda.personId));
	const bodies = await database.as(sato, (tx) => representationsOf(tx, sato, ueda.personId));
	expect([...grants, ...bodies].every(({ endedAt }) => endedAt !== null)).toBe(true);
	expect(
		(await refusalOf(leavePerson(context(kato), { id: ueda.personId, sure: 'yes' }))).code,
	).toBe('not-now');
	const left = await database.as(sato, (tx) => listPeople(tx, sato, request('state=left'), today));
	expect(left.rows.map((row) => row.id)).toEqual([ueda.personId]);
});

test('everybody may leave by themselves; a neighbour cannot make somebody leave', async () => {
	const { ito, ueda } = await aCouncil();
	expect(
		(await refusalOf(leavePerson(context(ito), { id: ueda.personId, sure: 'yes' }))).code,
	).toBe('not-found');
	await leavePerson(context(ito), { id: ito.personId, sure: 'yes' });
});

test('a lost second factor is cleared by somebody else, and signs the login out', async () => {
	const { operatorId, sato, kato } = await aCouncil();
	const loginId = await aLogin(kato);
	await ownerQuery('update auth.logins set two_factor_enabled = true where id = $1', [loginId]);
	const door = await aDoor(operatorId);
	await signedIn(door, loginId);
	expect((await refusalOf(clearSecondFactor(context(kato), { id: kato.personId }))).code).toBe(
		'not-allowed',
	);
	await clearSecondFactor(context(sato), { id: kato.personId });
	expect((await sessionAt(door)).actor.kind).toBe('anyone');
	const [login] = await ownerQuery<{ two_factor_enabled: boolean }>(
		'select two_factor_enabled from auth.logins where id = $1',
		[loginId],
	);
	expect(login?.two_factor_enabled).toBe(false);
});

describe('the list of persons', () => {
	test.each([
		['sato', true],
		['abe', true],
		['mori', false],
		['ono', false],
		['ito', false],
		['ueda', false],
	] as const)('%s sees it: %s', async (who, sees) => {
		const council = await aCouncil();
		const actor = council[who];
		const database = await testDatabase();
		const list = database.as(actor, (tx) => listPeople(tx, actor, request(), today));
		if (sees) expect((await list).total).toBe(8);
		else expect((await refusalOf(list)).code).toBe('not-found');
	});

	test('it is filtered by role and by way of signing in, and costs the same for any number of rows', async () => {
		const { operatorId, sato, mori, ito } = await aCouncil();
		await aLogin(ito);
		const database = await testDatabase();
		const ids = async (query: string) =>
			(await database.as(sato, (tx) => listPeople(tx, sato, request(query), today))).rows.map(
				(row) => row.id,
			);
		expect(await ids('role=coordinator')).toEqual([mori.personId]);
		expect(await ids('signIn=email')).toEqual([ito.personId]);
		expect(await ids('signIn=card')).toEqual([]);
		expect(await ids('signIn=none')).toHaveLength(7);
		const few = await countStatements(() => ids(''));
		for (let index = 0; index < 30; index++) {
			await ownerQuery(
				"insert into people (operator_id, id, name, search_text, registered_at) values ($1, $2, 'ふえた人', 'ふえた人', now())",
				[operatorId, newTestId()],
			);
		}
		expect(await countStatements(() => ids(''))).toBe(few);
		expect(await ids('')).toHaveLength(20);
	});

	test('nobody of another council is in it', async () => {
		const { sato } = await aCouncil();
		const { operatorId } = await anOperator();
		const foreign = { ...sato, operatorId };
		const database = await testDatabase();
		expect(
			(await database.as(foreign, (tx) => listPeople(tx, foreign, request(), today))).total,
		).toBe(0);
	});
});

test('the last of the secretariat stays until somebody else holds the role', async () => {
	const { sato, kato, ito } = await aCouncil();
	await leavePerson(context(kato), { id: kato.personId, sure: 'yes' });
	expect(
		(await refusalOf(leavePerson(context(sato), { id: sato.personId, sure: 'yes' }))).key,
	).toBe('people_last_secretariat');
	await grantRole(context(sato), {
		id: ito.personId,
		role: 'secretariat',
		scope: 'operator',
		validUntil: '',
	});
	await leavePerson(context(sato), { id: sato.personId, sure: 'yes' });
});

test('roles that end within two months are announced to their holder, once they are renewed no more', async () => {
	const { sato, kato } = await aCouncil();
	const database = await testDatabase();
	const soon = () => database.as(kato, (tx) => endingSoon(tx, kato, today));
	expect(await soon()).toEqual([]);
	await ownerQuery("update role_grants set valid_until = '2027-01-15' where person_id = $1", [
		kato.personId,
	]);
	expect(await soon()).toMatchObject([{ role: 'secretariat', validUntil: '2027-01-15' }]);
	await grantRole(context(sato), {
		id: kato.personId,
		role: 'secretariat',
		scope: 'operator',
		validUntil: '',
	});
	expect(await soon()).toEqual([]);
});
