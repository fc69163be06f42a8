import { expect, test } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import { aCouncil } from '#test/people.ts';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { editOperator } from './commands.ts';
import { operatorById } from './queries.ts';

const changed = {
	...{
		name: 'あかり区社会福祉協議会',
		nameKana: 'あかりくしゃかいふくしきょうぎかい',
		shortName: '',
		legalKind: 'shakyo',
	},
	...{
		telephone: '(０３)５６０８-１１１１',
		fax: '',
		email: '',
		consultationHours: '平日',
		postalCode: '〒130-0001',
		address: '',
	},
	...{ welcome: '一人で悩まず、お電話ください。', maskedBelow: '５', concernsNeeded: '3' },
};

test('the secretariat changes what the public reads', async () => {
	const { operatorId, sato } = await aCouncil();
	await editOperator(context(sato), changed);
	const database = await testDatabase();
	expect(await database.outside((tx) => operatorById(tx, operatorId))).toMatchObject({
		...{
			name: changed.name,
			shortName: changed.name,
			telephone: '03-5608-1111',
			postalCode: '130-0001',
		},
		...{ maskedBelow: 5, concernsNeeded: 3, requiresSecondFactor: false },
	});
	expect(await trail(operatorId)).toEqual(['operator.edit']);
	const [row] = await ownerQuery<{ detail: unknown }>(
		'select detail from audit_trail where operator_id = $1',
		[operatorId],
	);
	expect(JSON.stringify(row?.detail)).not.toContain('あかり');
});

test.each([
	[{ telephone: '' }, 'telephone'],
	[{ maskedBelow: '2' }, 'maskedBelow'],
	[{ concernsNeeded: 'three' }, 'concernsNeeded'],
	[{ postalCode: '13' }, 'postalCode'],
	[{ email: 'desk' }, 'email'],
])('%j is refused beside its field', async (change, field) => {
	const { sato } = await aCouncil();
	const refusal: unknown = await editOperator(context(sato), { ...changed, ...change }).catch(
		(thrown: unknown) => thrown,
	);
	expect(refusal).toBeInstanceOf(Refusal);
	expect(refusal).toMatchObject({ problems: [{ field }] });
});

test.each(['mori', 'abe', 'ono', 'ito', 'visitor'] as const)('%s does not', async (who) => {
	const council = await aCouncil();
	await expect(editOperator(context(council[who]), changed)).rejects.toMatchObject({
		code: 'not-allowed',
	});
	expect(await trail(council.operatorId)).toEqual([]);
});
