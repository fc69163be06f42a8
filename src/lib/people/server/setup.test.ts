import { expect, test } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import { newTestId, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aDoor, sessionAt } from '#test/sign-in.ts';
import { setUp } from './setup.ts';
import { signInWithPassword } from './sign-in.ts';

const founding = {
	...{
		name: '社会福祉法人 灯台区社会福祉協議会',
		nameKana: 'とうだいくしゃかいふくしきょうぎかい',
		shortName: '灯台区社協',
	},
	...{
		slug: 'todai',
		legalKind: 'shakyo',
		municipalityCode: '13107',
		telephone: '０３ー５６０８ー００００',
	},
	...{
		consultationHours: '平日 8時30分～17時',
		postalCode: '1300001',
		address: '灯台区一丁目1番',
		welcome: '',
	},
	...{
		partition1: '生活圏域',
		areas1: '北浜東（きたはまひがし）\n灯山',
		partition2: '出張所管内',
		areas2: '第一出張所',
	},
	...{ partition3: '', areas3: '', requiresSecondFactor: 'yes' },
	...{
		staffName: '海野 所長',
		staffKana: 'うみの',
		staffEmail: 'Umino@Example.jp',
		password: 'nami to kaze 2026',
	},
	setupCode: 'K7MQ-3FZ9',
};
const door = { expectedCode: 'k7mq3fz9', network: 'somewhere' };

async function context() {
	return { database: await testDatabase(), now: () => new Date(), newId: () => newTestId() };
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
	const refusal = await work.catch((thrown: unknown) => thrown);
	if (!(refusal instanceof Refusal)) throw new Error('nothing was refused');
	return refusal;
}

/** This file's worker may have made operators in other files; the first run needs an installation without any. */
async function emptyInstallation(): Promise<void> {
	await ownerQuery('truncate operators cascade');
}

test('the first run makes the council, its areas and the first person, once', async () => {
	await emptyInstallation();
	const here = await context();
	expect(
		(await refusalOf(setUp(here, { ...founding, setupCode: 'wrong' }, door))).problems,
	).toEqual([{ field: 'setupCode', message: 'people_setup_code_wrong' }]);
	expect(
		(await refusalOf(setUp(here, founding, { ...door, expectedCode: undefined }))).problems[0]
			?.field,
	).toBe('setupCode');

	const results = await Promise.allSettled(
		[1, 2, 3, 4].map(() => setUp(here, founding, { ...door, network: newTestId() })),
	);
	expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	for (const result of results) {
		if (result.status === 'rejected')
			expect(result.reason).toMatchObject({ key: 'people_setup_done_already' });
	}
	expect(
		(
			await refusalOf(
				setUp(here, { ...founding, slug: 'another', staffEmail: 'other@example.jp' }, door),
			)
		).code,
	).toBe('not-now');

	const [operator] = await ownerQuery<{ id: string; municipality_code: string; telephone: string }>(
		'select * from operators',
	);
	expect(operator).toMatchObject({
		municipality_code: '131075',
		telephone: '03-5608-0000',
		requires_second_factor: true,
	});
	const operatorId = operator?.id ?? '';
	const areas = await ownerQuery(
		'select p.name as partition, p.asked_of_residents as asked, a.name from areas a join partitions p on p.id = a.partition_id order by p.position, a.sort_key',
	);
	expect(areas).toEqual([
		{ partition: '生活圏域', asked: true, name: '北浜東' },
		{ partition: '生活圏域', asked: true, name: '灯山' },
		{ partition: '出張所管内', asked: false, name: '第一出張所' },
	]);
	expect(await trail(operatorId)).toEqual(['operator.found']);

	const browser = await aDoor(operatorId);
	expect(
		await signInWithPassword(
			browser,
			{ login: 'umino@example.jp', password: founding.password },
			true,
		),
	).toMatchObject({ kind: 'in' });
	expect((await sessionAt(browser)).signedIn).toMatchObject({
		name: '海野 所長',
		awaiting: 'secondFactor',
	});
});

test.each([
	[{ name: '' }, 'name'],
	[{ nameKana: '' }, 'nameKana'],
	[{ slug: 'demo' }, 'slug'],
	[{ slug: '1todai' }, 'slug'],
	[{ municipalityCode: '131074' }, 'municipalityCode'],
	[{ telephone: '' }, 'telephone'],
	[{ legalKind: 'club' }, 'legalKind'],
	[{ areas1: ' ' }, 'areas1'],
	[{ areas2: '' }, 'areas2'],
	[{ partition2: '生活圏域' }, 'partition2'],
	[{ password: 'short' }, 'password'],
	[{ password: '111111111111' }, 'password'],
	[{ staffEmail: 'umino' }, 'staffEmail'],
])('%j is refused beside its field, and nothing is kept', async (change, field) => {
	await emptyInstallation();
	const refusal = await refusalOf(
		setUp(await context(), { ...founding, ...change }, { ...door, network: newTestId() }),
	);
	expect(refusal.problems[0]?.field).toBe(field);
	expect(await ownerQuery('select 1 from operators')).toEqual([]);
});

test('a council may begin without asking its staff for a second factor: the box stays out of the form', async () => {
	await emptyInstallation();
	const { requiresSecondFactor: _unticked, ...unticked } = founding;
	await setUp(await context(), unticked, { ...door, network: newTestId() });
	expect(await ownerQuery('select requires_second_factor as asked from operators')).toEqual([
		{ asked: false },
	]);
});

test('the code cannot be guessed', async () => {
	const here = await context();
	const guess = (attempt: number) =>
		refusalOf(
			setUp(here, { ...founding, setupCode: `guess${attempt}` }, { ...door, network: 'guesser' }),
		);
	for (let attempt = 0; attempt < 10; attempt++)
		expect((await guess(attempt)).code).toBe('not-valid');
	expect((await guess(11)).key).toBe('refusal_too_often');
});
