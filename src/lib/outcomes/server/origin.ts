import type { Actor } from '../../kernel/actor.ts';
import { issueOrRefuse } from '../../issues/server/queries.ts';
import { mayFacilitate } from '../../gatherings/rules.ts';
import { sessionOrRefuse } from '../../gatherings/sessions/server/visible.ts';
import { platformPage } from '../../platforms/server/page.ts';
import type { Tx } from '../../server/db.ts';
import { mayRecord, type OriginKind } from '../rules.ts';

/**
 * That out of which an outcome came, and whether this actor took part in it: a member of the プラットフォーム, or
 * whoever wrote down what the session said. What is out of sight does not exist.
 */
export async function originFor(
	tx: Tx,
	actor: Actor,
	kind: OriginKind,
	id: string,
): Promise<{ title: string; mayRecord: boolean }> {
	if (kind === 'platform') {
		const { name, wasMember } = await platformPage(tx, actor, id);
		return { title: name, mayRecord: mayRecord(actor, wasMember) };
	}
	if (kind === 'session') {
		const { session, scope } = await sessionOrRefuse(tx, actor, id);
		return { title: session.title, mayRecord: mayRecord(actor, mayFacilitate(actor, scope)) };
	}
	const { title } = await issueOrRefuse(tx, actor, id);
	return { title, mayRecord: mayRecord(actor, false) };
}
