import type { Actor } from '#lib/kernel/actor.ts';
import { expect, test } from 'vitest';
import { listRequest } from '#lib/kernel/listing.ts';
import { context, countStatements, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import { organisationListing } from '../rules.ts';
import { closeOrganisation, editOrganisation, registerOrganisation } from './commands.ts';
import { listOrganisations, organisationOrRefuse, shownTo } from './queries.ts';

const everything = listRequest(new URLSearchParams(), organisationListing);
const looking = (q: string) => ({ ...everything, q });

const anOrganisationForm = (name: string, kana: string) => ({
	name,
	nameKana: kana,
	kind: 'npo',
	actorGroup: 'civicGroup',
	telephone: '０３ー０１２３ー４５６７',
	activity: '夕方の見守りと食事の会をしています。',
	publicity_telephone: 'members',
	publicity_url: 'public',
});

test('names with &, 髙, IVS and long names survive and are found in any spelling', async () => {
	const council = await aCouncil();
	for (const [name, kana] of [
		['NPO法人Tom&ともに', 'トムアンドトモニ'],
		['髙﨑ひなた子ども食堂', 'タカサキヒナタコドモショクドウ'],
		['辻󠄀本たすけ隊', 'ツジモトタスケタイ'],
	] as const) {
		await registerOrganisation(context(council.sato), anOrganisationForm(name, kana));
	}
	const database = await testDatabase();
	const found = (q: string) =>
		database.as(council.visitor, async (tx) =>
			(await listOrganisations(tx, council.visitor, looking(q))).rows.map((row) => row.name),
		);
	expect(await found('高崎')).toEqual(['髙﨑ひなた子ども食堂']);
	expect(await found('tom＆ともに')).toEqual(['NPO法人Tom&ともに']);
	expect(await found('辻本')).toEqual(['辻󠄀本たすけ隊']);
	expect(await found('の見守りと')).toHaveLength(3);
});

test('the list is in the order of the reading without the legal form', async () => {
	const council = await aCouncil();
	await registerOrganisation(
		context(council.sato),
		anOrganisationForm('社会福祉法人 さざなみ', 'シャカイフクシホウジン サザナミ'),
	);
	await registerOrganisation(
		context(council.sato),
		anOrganisationForm('NPO法人 こもれび', 'エヌピーオーホウジン コモレビ'),
	);
	const database = await testDatabase();
	const names = await database.as(council.visitor, async (tx) =>
		(await listOrganisations(tx, council.visitor, looking('食事'))).rows.map((row) => row.name),
	);
	expect(names).toEqual(['NPO法人 こもれび', '社会福祉法人 さざなみ']);
});

test('a telephone for members is hidden from visitors, shown to members, and cannot be found by a filter', async () => {
	const council = await aCouncil();
	const { id } = await registerOrganisation(
		context(council.sato),
		anOrganisationForm('あおぞら', 'アオゾラ'),
	);
	const database = await testDatabase();
	const telephoneFor = (actor: Actor) =>
		database.as(
			actor,
			async (tx) => shownTo(actor, await organisationOrRefuse(tx, actor, id)).telephone,
		);
	expect(await telephoneFor(council.visitor)).toBe('');
	expect(await telephoneFor(council.ito)).toBe('');
	expect(await telephoneFor(council.ueda)).toBe('03-0123-4567');
	expect(await telephoneFor(council.sato)).toBe('03-0123-4567');
	const found = await database.as(council.visitor, (tx) =>
		listOrganisations(tx, council.visitor, looking('0123-4567')),
	);
	expect(found.total).toBe(0);
});

test('its own people edit an organisation, other organisations do not, and every change is on the trail', async () => {
	const council = await aCouncil();
	const change = { ...anOrganisationForm('あかりの会', 'アカリノカイ'), id: council.lanternGroup };
	await editOrganisation(context(council.ueda), change);
	await expect(editOrganisation(context(council.kudo), change)).rejects.toMatchObject({
		code: 'not-allowed',
	});
	await expect(editOrganisation(context(council.visitor), change)).rejects.toMatchObject({
		code: 'not-allowed',
	});
	await expect(registerOrganisation(context(council.ito), change)).rejects.toMatchObject({
		code: 'not-allowed',
	});
	expect(await trail(council.operatorId)).toEqual(['organisation.edit']);
});

test('a wrong telephone and an empty name are refused beside their fields', async () => {
	const council = await aCouncil();
	const wrong = { ...anOrganisationForm('', 'ア'), telephone: '12' };
	await expect(registerOrganisation(context(council.sato), wrong)).rejects.toMatchObject({
		problems: expect.arrayContaining([
			{ field: 'name', message: 'organisations_name_missing' },
			{ field: 'telephone', message: 'field_phone_wrong' },
		]),
	});
});

test('a closed organisation leaves the list and keeps its page; closing twice is refused', async () => {
	const council = await aCouncil();
	await closeOrganisation(context(council.sato), { id: council.lanternGroup });
	await expect(
		closeOrganisation(context(council.sato), { id: council.lanternGroup }),
	).rejects.toMatchObject({ code: 'not-now' });
	const database = await testDatabase();
	const seen = await database.as(council.visitor, async (tx) => ({
		listed: (await listOrganisations(tx, council.visitor, everything)).rows.map((row) => row.id),
		page: await organisationOrRefuse(tx, council.visitor, council.lanternGroup),
	}));
	expect(seen.listed).not.toContain(council.lanternGroup);
	expect(seen.page.name).toBe('あかりの会');
});

test('another operator does not see the organisation at all', async () => {
	const council = await aCouncil();
	const other = await aCouncil();
	const database = await testDatabase();
	await expect(
		database.as(other.sato, (tx) => organisationOrRefuse(tx, other.sato, council.lanternGroup)),
	).rejects.toMatchObject({ code: 'not-found' });
});

test('the list takes the same number of statements for 20 and for 2,000 organisations', async () => {
	const council = await aCouncil();
	const database = await testDatabase();
	const list = () =>
		countStatements(() =>
			database.as(council.visitor, (tx) => listOrganisations(tx, council.visitor, everything)),
		);
	const few = await list();
	await ownerQuery(
		`insert into organisations (operator_id, id, name, name_kana, sort_key, kind, actor_group, search_text, created_at, changed_at)
		select $1, gen_random_uuid(), '団体' || n, 'ダンタイ', 'だんたい', 'npo', 'civicGroup', '団体' || n, now(), now() from generate_series(1, 2000) n`,
		[council.operatorId],
	);
	expect(await list()).toBe(few);
	expect(few).toBeLessThanOrEqual(4);
});
