import { mayActFor, type Actor } from '../../kernel/actor.ts';
import { organisationsByIds } from '../../organisations/server/queries.ts';
import type { Tx } from '../../server/db.ts';
import { partiesOf } from '../sheet.ts';
import { versionOrRefuse } from './versions.ts';

/** What a call of a プラットフォーム takes from a version: everything can be changed before it is sent. */
export type FromTable = {
	versionId: string;
	number: number;
	title: string;
	issueId: string | null;
	sessionId: string | null;
	name: string;
	purpose: string;
	roles: string[];
	/** Organisations with a row, other than those for which the caller acts. */
	invite: { id: string; name: string }[];
	actions: string[];
};

const most = 20;

/** The words of a version as a call begins with them: 目的 → purpose, 役割 → roles, 活動 → first actions, rows → invited. */
export async function callFrom(tx: Tx, actor: Actor, versionId: string): Promise<FromTable> {
	const { table, version } = await versionOrRefuse(tx, actor, versionId);
	const { sheet } = version;
	const parties = partiesOf(sheet).filter(({ leftSeq }) => leftSeq === 0);
	const lines = (texts: string[]) => [...new Set(texts.filter(Boolean))].slice(0, most);
	const others = parties.flatMap(({ organisationId }) =>
		organisationId !== '' && !mayActFor(actor, organisationId) ? [organisationId] : [],
	);
	return {
		...{ versionId, number: version.number, title: table.title },
		...{ issueId: table.issueId, sessionId: table.sessionId, name: table.title },
		purpose: [
			sheet.activity.text,
			...parties.map(({ name, cells }) =>
				cells.purpose.text ? `${name.text}：${cells.purpose.text}` : '',
			),
		]
			.filter(Boolean)
			.join('\n'),
		roles: lines(parties.flatMap(({ cells }) => cells.role.text.split('\n'))),
		invite: (await organisationsByIds(tx, actor, others)).map(({ id, name }) => ({ id, name })),
		actions: lines(
			parties.map(({ name, cells }) =>
				cells.activity.text ? `${cells.activity.text.replaceAll('\n', ' ')}（${name.text}）` : '',
			),
		),
	};
}
