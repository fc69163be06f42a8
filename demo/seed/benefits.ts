import { asc, eq } from 'drizzle-orm';
import {
	adoptTable,
	finishEvaluation,
	judgeBenefit,
	keepVersion,
	makeTables,
	publishVersion,
} from '#lib/benefits/server/commands.ts';
import { appendAll, loadSheet, type Hand } from '#lib/benefits/server/log.ts';
import { partiesOf, type OperationKind, type Sheet } from '#lib/benefits/sheet.ts';
import { benefitVersions } from '#lib/benefits/server/tables.ts';
import type { Phase } from '#lib/benefits/rules.ts';
import { wishFrom } from '#lib/benefits/wishes.ts';
import { lanternTable, type PartyText } from '../benefits.ts';
import { at } from './days.ts';
import { taken } from './random.ts';
import {
	act,
	contextOf,
	look,
	madeOf,
	organisationOf,
	player,
	type Player,
	type Stage,
} from './stage.ts';

/** 相利評価表: one whole life, from a session to the final evaluation; one that a coming hall will fill. */
export function tellOfBenefits(stage: Stage): void {
	const { timeline, days } = stage;
	// the evening of the fourth session, after everybody said what they could do together
	timeline.begin(at(days.officeAgo(301), '20:20'), async () => {
		const id = await begin(stage);
		await timeline.until(at(days.officeAgo(299), '15:10'));
		await keep(stage, id, 'design');
		await timeline.until(at(days.officeAgo(258), '19:40'));
		await adopt(stage, id);
		await lookAgain(stage, id);
		await judge(stage, id);
	});
}

const runs = (stage: Stage) => player(stage, madeOf(stage, 'facilitator:hiyama'));
const manages = (stage: Stage) => player(stage, 'csw5');
const named = (who: string) => who.replace(/^org:/, '');

/** Rows first, then column by column, as the method asks. */
async function begin(stage: Stage): Promise<string> {
	const { title, activity, parties } = lanternTable;
	const [own, ...others] = parties;
	const { id } = await act(stage, makeTables, runs(stage), {
		...{ title, sessionId: madeOf(stage, 'session:hiyama:4') },
		issueId: madeOf(stage, 'issue:evening-children'),
		ownOrganisationId: organisationOf(stage, named(own.who)),
	});
	stage.made.set('benefits:lights', id);
	await write(stage, id, 'activity.set', { text: activity });
	for (const { who } of others) {
		await write(stage, id, 'party.add', {
			text: named(who),
			...(who.startsWith('org:')
				? { organisationId: organisationOf(stage, named(who)) }
				: { actorGroup: 'residents' }),
		});
	}
	for (const column of ['trouble', 'purpose', 'activity', 'role'] as const) {
		for (const party of parties)
			await write(stage, id, 'cell.set', {
				...{ item: await rowOf(stage, id, party.who), column, text: party[column] },
			});
	}
	// nobody knew yet what the young people would have of it
	for (const party of parties.slice(0, -1)) await addBenefits(stage, id, party);
	return id;
}

async function addBenefits(stage: Stage, id: string, { who, benefits }: PartyText): Promise<void> {
	const partyId = await rowOf(stage, id, who);
	for (const { kind, text } of benefits)
		await write(stage, id, 'benefit.add', { partyId, benefitKind: kind, text });
}

async function keep(stage: Stage, id: string, phase: Phase): Promise<string> {
	const { operations } = await sheetOf(stage, id);
	const seen = String(operations.length);
	const { version } = await act(stage, keepVersion, runs(stage), { id, phase, seen });
	await act(stage, publishVersion, manages(stage), {
		...{ id, version, decided: 'yes', checked: 'yes' },
	});
	return version;
}

async function adopt(stage: Stage, id: string): Promise<void> {
	const [version] = await look(stage, (tx) =>
		tx
			.select({ id: benefitVersions.id })
			.from(benefitVersions)
			.where(eq(benefitVersions.tableId, id))
			.orderBy(asc(benefitVersions.number)),
	);
	const { operations } = await sheetOf(stage, id);
	await act(stage, adoptTable, player(stage, 'org:灯山坂下町会'), {
		...{ id, version: taken(version).id, platform: madeOf(stage, 'platform:lights') },
		...{ seen: String(operations.length), latest: '1' },
	});
}

/** Half a year later: one has left, and the young people were asked. */
async function lookAgain(stage: Stage, id: string): Promise<void> {
	const { timeline, days } = stage;
	const young = taken(lanternTable.parties.at(-1));
	const gone = taken(lanternTable.parties.find((party) => 'leftAgo' in party));
	await timeline.until(at(days.officeAgo('leftAgo' in gone ? gone.leftAgo : 0), '18:05'));
	await write(stage, id, 'party.leave', { item: await rowOf(stage, id, gone.who) });
	await timeline.until(at(days.officeAgo(132), '19:15'));
	await addBenefits(stage, id, young);
	await keep(stage, id, 'improvement');
}

/** Before they part: each says itself what came true. */
async function judge(stage: Stage, id: string): Promise<void> {
	const { timeline, days } = stage;
	await timeline.until(at(days.officeAgo(60), '18:50'));
	const version = await keep(stage, id, 'evaluation');
	const { sheet } = await sheetOf(stage, id);
	for (const { who, benefits } of lanternTable.parties satisfies readonly PartyText[]) {
		const row = partyOf(sheet, who);
		for (const benefit of benefits) {
			if (!('realised' in benefit)) continue;
			const { how, comment, ...heard } = benefit.realised;
			const found = Object.values(sheet.benefits).find(
				({ partyId, words }) => partyId === row && words.text === benefit.text,
			);
			const says = who.startsWith('org:') ? player(stage, who) : runs(stage);
			await timeline.until(new Date(timeline.now().getTime() + 5 * 3_600_000));
			await act(stage, judgeBenefit, says, {
				...{ id, version, benefit: taken(found).id, realised: how, comment, ...heard },
			});
		}
	}
	await timeline.until(at(days.officeAgo(48), '11:20'));
	await act(stage, finishEvaluation, manages(stage), { id });
}

function partyOf(sheet: Sheet, who: string): string {
	return taken(partiesOf(sheet).find(({ name }) => name.text === named(who))).id;
}

async function rowOf(stage: Stage, id: string, who: string): Promise<string> {
	return partyOf((await sheetOf(stage, id)).sheet, who);
}

const sheetOf = (stage: Stage, tableId: string) =>
	look(stage, (tx) => loadSheet(tx, { operatorId: stage.operatorId, tableId }));

/** As somebody writes it in the hall: what the table refuses would be a mistake here. */
async function write(
	stage: Stage,
	tableId: string,
	kind: OperationKind,
	fields: Record<string, string>,
	by: Player = runs(stage),
): Promise<void> {
	stage.timeline.tick(20);
	const { newId, now } = contextOf(stage, by);
	const wish = taken(wishFrom({ id: newId(), kind, ...fields }));
	const hand: Hand = { personId: by.actor.personId, participantId: null, reach: 'all' };
	const where = { operatorId: stage.operatorId, tableId };
	const { receipts } = await look(stage, async (tx) =>
		appendAll(tx, where, await loadSheet(tx, where), [{ wish, hand }], now()),
	);
	for (const receipt of receipts)
		if ('refused' in receipt) throw new Error(`${kind}: ${receipt.refused}`);
}
