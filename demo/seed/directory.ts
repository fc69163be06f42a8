import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { confirmImport, draftImport } from '#lib/imports/server/commands.ts';
import { organisations } from '#lib/organisations/server/tables.ts';
import { familyNames, givenNames } from '../region.ts';
import { act, look, type Player, type Stage } from './stage.ts';

/** Reads a list of the repository into the directory, by the import that every council uses. */
export async function importList(
	stage: Stage,
	kind: 'organisations' | 'places',
	fileName: string,
	by: Player,
): Promise<{ rowsAdded: number }> {
	const content = new Uint8Array(readFileSync(new URL(`../${fileName}`, import.meta.url)));
	const { id } = await act(stage, draftImport, by, { kind, file: [{ name: fileName, content }] });
	const { rowsAdded } = await act(stage, confirmImport, by, { id });
	return { rowsAdded };
}

/** Learns the names of the directory, and who speaks for whom according to it. */
export async function learnDirectory(
	stage: Stage,
): Promise<Map<string, { key: string; name: string; kana: string }>> {
	const rows = await look(stage, (tx) =>
		tx
			.select({
				id: organisations.id,
				name: organisations.name,
				contact: organisations.contactName,
				actorGroup: organisations.actorGroup,
			})
			.from(organisations)
			.where(eq(organisations.operatorId, stage.operatorId)),
	);
	for (const { id, name, actorGroup } of rows) {
		stage.organisations.set(name, id);
		stage.positions.set(name, actorGroup);
	}
	return new Map(
		rows.map(({ name, contact }) => [
			name,
			{ key: `org:${name}`, name: contact, kana: kanaOf(contact) },
		]),
	);
}

const kanaOfFamily = new Map([
	...familyNames,
	...([
		['古川', 'フルカワ'],
		['橋本', 'ハシモト'],
		['田島', 'タジマ'],
		['永井', 'ナガイ'],
		['和田', 'ワダ'],
		['西村', 'ニシムラ'],
		['千葉', 'チバ'],
		['小泉', 'コイズミ'],
		['島貫', 'シマヌキ'],
		['三浦', 'ミウラ'],
		['野口', 'ノグチ'],
		['榊', 'サカキ'],
	] as const),
]);
const kanaOfGiven = new Map(givenNames);

function kanaOf(name: string): string {
	const [family = '', given = ''] = name.split(' ');
	return [kanaOfFamily.get(family), kanaOfGiven.get(given)].filter(Boolean).join(' ');
}
