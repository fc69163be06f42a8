import { mayActFor, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { facilitates } from '../rules.ts';
import { benefitsOf, partiesOf, type Benefit } from '../sheet.ts';
import { draftOrRefuse, type HallSecret } from './sight.ts';
import { judgementsOf, shownSheet, versionsOf, type Judgement } from './versions.ts';

export type ToJudge = {
	partyId: string;
	name: string;
	/** As the party itself, or by those who run the table, as it was told. */
	how: 'own' | 'heard';
	benefits: { benefit: Benefit; judgement: Judgement | undefined }[];
};

type Asked = { id: string; version: string | null; hallSecret: HallSecret };

/** The 相利 of the final evaluation that this actor may judge: the newest version of it, or the one that is asked for. */
export async function judgingPage(tx: Tx, actor: Actor, { id, version, hallSecret }: Asked) {
	const at = await draftOrRefuse(tx, actor, id, hallSecret);
	const versions = await versionsOf(tx, actor.operatorId, id);
	const newest = versions.findLast(({ phase }) => phase === 'evaluation');
	const { sheet, version: kept } = await shownSheet(tx, actor, at, version ?? newest?.id ?? null);
	if (kept?.phase !== 'evaluation') throw new Refusal('not-found', 'refusal_not_found');
	const judged = new Map(
		(await judgementsOf(tx, actor.operatorId, [kept.id])).map((one) => [one.benefitId, one]),
	);
	const runs = facilitates(actor, at.standing);
	const parties = partiesOf(sheet).flatMap(({ id: partyId, name, organisationId }): ToJudge[] => {
		const isOwn = organisationId !== '' && mayActFor(actor, organisationId);
		if (!isOwn && !runs) return [];
		const benefits = benefitsOf(sheet, partyId).map((benefit) => ({
			benefit,
			judgement: judged.get(benefit.id),
		}));
		return [{ partyId, name: name.text, how: isOwn ? 'own' : 'heard', benefits }];
	});
	const isOver = at.table.state === 'evaluated';
	return { id, title: at.table.title, version: kept.id, isOver, parties };
}
