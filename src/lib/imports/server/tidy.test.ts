import { expect, test } from 'vitest';
import { context, ownerQuery } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import { confirmImport, draftImport } from './commands.ts';
import { tidyImports } from './tidy.ts';

const day = 86_400_000;
const list = (name: string) => ({
	kind: 'organisations',
	file: [{ name: '名簿.csv', content: new TextEncoder().encode(`団体名\n${name}\n`) }],
});

test('a list that lies unconfirmed for two weeks is thrown away, and what an import wrote is forgotten after thirty days', async () => {
	const [{ sato, operatorId }, other] = [await aCouncil(), await aCouncil()];
	const draft = await draftImport(context(sato), list('ひだまり'));
	await draftImport(context(other.sato), list('よその名簿'));
	const made = await confirmImport(
		context(sato),
		await draftImport(context(sato), list('そよかぜ')),
	);
	const left = async (operator: string) => {
		const [counts] = await ownerQuery(
			`select (select count(*)::int from import_drafts where operator_id = $1) as drafts,
				(select count(*)::int from import_rows where operator_id = $1) as rows,
				(select count(*)::int from imports where operator_id = $1) as imports`,
			[operator],
		);
		return counts;
	};
	const tidyAfter = (days: number) => {
		const asSystem = context({ kind: 'system', operatorId, task: 'tidy' });
		const at = new Date(asSystem.now().getTime() + days * day);
		return tidyImports({ ...asSystem, now: () => at });
	};

	await tidyAfter(13);
	expect(await left(operatorId)).toEqual({ drafts: 1, rows: 1, imports: 1 });
	await tidyAfter(15);
	expect(await left(operatorId)).toEqual({ drafts: 0, rows: 1, imports: 1 });
	await expect(confirmImport(context(sato), { id: draft.id })).rejects.toMatchObject({
		code: 'not-found',
	});
	await tidyAfter(31);
	expect(await left(operatorId)).toEqual({ drafts: 0, rows: 0, imports: 1 });
	expect(made).toMatchObject({ rowsAdded: 1 });
	expect(await left(other.operatorId)).toMatchObject({ drafts: 1 });
});
