import type { Actor, PersonActor } from '#lib/kernel/actor.ts';
import { keepVersion, makeTables, publishVersion } from '#lib/benefits/server/commands.ts';
import { makeHub, type Hub } from '#lib/benefits/server/hub.ts';
import { fillIn } from '#lib/benefits/server/material.ts';
import { draftOrRefuse, tableOrRefuse } from '#lib/benefits/server/sight.ts';
import type { Receipt } from '#lib/benefits/server/log.ts';
import type { Phase } from '#lib/benefits/rules.ts';
import type { OperationKind, Sheet, Wish } from '#lib/benefits/sheet.ts';
import { wishFrom } from '#lib/benefits/wishes.ts';
import { neighbours } from '#lib/trace/server/queries.ts';
import { newTestId, ownerQuery, testDatabase, testTime } from './database.ts';
import { as, aRunningSession } from './gatherings.ts';

export function aWish(kind: OperationKind, fields: Record<string, unknown> = {}): Wish {
	const wish = wishFrom({ id: newTestId(), kind, ...fields });
	if (!wish) throw new Error('no wish');
	return wish;
}

/** A table of a session under way; its first row is 町会. */
export async function aTable(staff: PersonActor, overrides: Record<string, unknown> = {}) {
	const { id: sessionId, pillarId } = await aRunningSession(staff);
	const form = { sessionId, title: '夕方の公園と灯り', ownName: '灯山町会', ...overrides };
	const { id } = await makeTables(as(staff), form);
	return { id, sessionId, pillarId, own: await firstRow(id) };
}

async function firstRow(table: string): Promise<string> {
	const [row] = await ownerQuery<{ item: string }>(
		'select item from benefit_operations where table_id = $1 and seq = 1',
		[table],
	);
	return row?.item ?? '';
}

let hub: Hub | undefined;

/** Writes as this actor would by a form: what the actor may not is a refusal in the receipt. */
export async function write(actor: Actor, table: string, ...wishes: Wish[]): Promise<Receipt[]> {
	const database = await testDatabase();
	hub ??= makeHub(database, () => testTime);
	const { hand, filled } = await database.as(actor, async (tx) => {
		const at = await draftOrRefuse(tx, actor, table);
		return { hand: at.hand, filled: await fillIn(tx, actor, at, wishes) };
	});
	return hub.append({ operatorId: actor.operatorId, tableId: table }, hand, filled);
}

export async function seqOf(table: string): Promise<number> {
	const [row] = await ownerQuery<{ seq: string }>('select seq from benefit_tables where id = $1', [
		table,
	]);
	return Number(row?.seq ?? 0);
}

/** What this actor sees of a table. */
export const seeTable = async (actor: Actor, id: string) =>
	(await testDatabase()).as(actor, (tx) => tableOrRefuse(tx, actor, id));

export const stateOfTable = async (id: string) =>
	(await ownerQuery<{ state: string }>('select state from benefit_tables where id = $1', [id]))[0]
		?.state;

/** The arrows of the trace that begin or end at a table. */
export const arrowsOf = async (actor: Actor, id: string) => {
	const found = await (
		await testDatabase()
	).as(actor, (tx) => neighbours(tx, actor.operatorId, { kind: 'benefitTable', id }));
	return found.map(({ from, to }) => `${from.kind}>${to.kind}`).sort();
};

/** A version of the table as it stands now. */
export async function aVersion(staff: PersonActor, id: string, phase: Phase = 'design') {
	const seen = String(await seqOf(id));
	const { version } = await keepVersion(as(staff), { id, phase, seen });
	return version;
}

/** Kept by one and made public by another. */
export async function aPublished(staff: PersonActor, other: PersonActor, id: string) {
	const version = await aVersion(staff, id);
	await publishVersion(as(other), { id, version, decided: 'yes' });
	return version;
}

export async function sheetOfVersion(version: string): Promise<Sheet> {
	const [row] = await ownerQuery<{ sheet: Sheet }>(
		'select sheet from benefit_versions where id = $1',
		[version],
	);
	if (!row) throw new Error('no version');
	return row.sheet;
}
