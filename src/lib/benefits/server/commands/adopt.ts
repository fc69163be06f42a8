import { isSignedIn, personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { isActiveMember, isOpenToOthers } from '../../../platforms/rules.ts';
import { addFirstActions, callWithin, issuesOf } from '../../../platforms/server/commands.ts';
import { lockedPlatform, touch } from '../../../platforms/server/standing.ts';
import { command, type Work } from '../../../server/command.ts';
import { tie } from '../../../trace/server/commands.ts';
import { AdoptTable, CallFromTable } from '../../forms.ts';
import { holdTable } from '../log.ts';
import { tableOrRefuse } from '../sight.ts';
import { benefitAdoptions } from '../tables.ts';
import { versionOrRefuse, versionsOf, type AtVersion } from '../versions.ts';
import { moveTable } from './versions.ts';

/**
 * A プラットフォーム takes up one version: the one that was looked at, also while others write on. `leftOut` says how much
 * was written since.
 */
async function takeUp(
	work: Work,
	{ version, sight, hand }: AtVersion,
	platformId: string,
): Promise<{ leftOut: number; from: string; to: string }> {
	const { tx, actor, now } = work;
	const { tableId, id: versionId } = version;
	const [added] = await tx
		.insert(benefitAdoptions)
		.values({
			...{ operatorId: actor.operatorId, versionId, platformId, tableId },
			// whoever only read what was published does not open the draft by taking it up
			opensDraft: sight === 'draft' && hand.reach !== 'none',
			...{ adoptedBy: personOf(actor), adoptedAt: now() },
		})
		.onConflictDoNothing()
		.returning({ versionId: benefitAdoptions.versionId });
	if (!added) throw refuseField('platform', 'benefits_already_adopted');
	const { from, to, seq } = await moveTable(work, tableId, 'adopt');
	await tie(work, { kind: 'benefitTable', id: tableId }, { kind: 'platform', id: platformId });
	return { leftOut: seq - version.seq, from, to };
}

/** The version that somebody looked at; told apart from none is that everybody reads another one by now. */
async function looked({ tx, actor }: Work, id: string, versionId: string): Promise<AtVersion> {
	const { sight, table } = await tableOrRefuse(tx, actor, id);
	if (sight === 'published' && table.publishedVersion !== versionId)
		throw new Refusal('not-now', 'benefits_version_replaced');
	return versionOrRefuse(tx, actor, versionId);
}

/**
 * A version is never rewritten; what was written beside it since the page was made, and newer versions, are shown before
 * it is taken up all the same. Nobody writes while this is looked at. Whoever reads only what is published hears nothing
 * of a draft.
 */
async function refuseUnread(
	{ tx, actor }: Work,
	{ table, sight }: AtVersion,
	{ seen, latest }: { seen: number; latest: number },
): Promise<void> {
	const { seq } = await holdTable(tx, { operatorId: actor.operatorId, tableId: table.id });
	if (sight !== 'draft') return;
	const newest = (await versionsOf(tx, actor.operatorId, table.id)).at(-1);
	if (seq > seen || (newest?.number ?? 0) > latest)
		throw refuseField('knows', 'benefits_changed_meanwhile');
}

/** A running プラットフォーム takes a table up; any of its members does it. */
export const adoptTable = command('benefitTable.adopt', {
	input: AdoptTable,
	async subject(work, { id, version, platform }) {
		const at = await looked(work, id, version);
		return { at, platform: await lockedPlatform(work, platform) };
	},
	allow: (actor, { at, platform }, { id }) =>
		at.version.tableId === id && isActiveMember(actor, platform),
	async run(work, { id, knows, ...page }, { at, platform }) {
		if (!knows) await refuseUnread(work, at, page);
		if (platform.state !== 'proposed' && !isOpenToOthers(platform.state))
			throw refuseField('platform', 'benefits_platform_over');
		const { leftOut, from, to } = await takeUp(work, at, platform.id);
		await touch(work, platform.id);
		const { id: version, number } = at.version;
		return {
			result: { id, platform: platform.id, number, leftOut },
			audit: {
				subject: { kind: 'benefitTable', id },
				detail: { platform: platform.id, version, number, leftOut, from, to },
			},
		};
	},
});

/** A プラットフォーム begins with a table: its rows are invited, its activities are the first actions. */
export const callFromTable = command('platform.callFromTable', {
	input: CallFromTable,
	async subject(work, form) {
		const at = await versionOrRefuse(work.tx, work.actor, form.version);
		return { at, issues: await issuesOf(work, form) };
	},
	allow: isSignedIn,
	async run(work, { version: _version, actions, ...call }, { at, issues }) {
		const { id, detail } = await callWithin(work, call, issues);
		await addFirstActions(work, id, actions);
		const { leftOut } = await takeUp(work, at, id);
		const { id: version, tableId: table, number } = at.version;
		return {
			result: { id, number, leftOut },
			audit: {
				subject: { kind: 'platform', id },
				detail: { ...detail, table, version, number, leftOut, actions: actions.length },
			},
		};
	},
});
