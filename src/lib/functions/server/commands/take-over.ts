import { and, eq } from 'drizzle-orm';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { truncate } from '../../../kernel/text.ts';
import { areas } from '../../../districts/server/tables.ts';
import { mayFacilitate } from '../../../gatherings/rules.ts';
import { sessionOrRefuse } from '../../../gatherings/server/queries.ts';
import { sessionResults } from '../../../gatherings/server/tables.ts';
import { command, type Work } from '../../../server/command.ts';
import { TakeForm } from '../../forms.ts';
import { functionOrRefuse } from '../visible.ts';
import { auditOf, keepCovers, refuseForeign, refusePersonal } from './covers.ts';
import { newFunction, refuseWhenClosed } from './functions.ts';
import { keepGap } from './gaps.ts';

/** As much as a finding holds. */
const longestGap = 8_000;

/** What came out of a session: リソース becomes somebody who does it, 足りない機能 a finding; nothing is typed again. */
export const takeOverResult = command('function.takeOver', {
	input: TakeForm,
	subject: ({ tx, actor }, { sessionId }) => sessionOrRefuse(tx, actor, sessionId),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, form, { session }) {
		const { sessionId, resultId, areaId, standing, checked } = form;
		// what is said about a case stays there
		if (session.kind === 'caseStudy') throw new Refusal('not-now', 'functions_not_from_cases');
		const result = await resultOrRefuse(work, sessionId, resultId);
		refusePersonal(work.actor, checked, 'checked', result.text);
		await refuseForeign(work, 'areaId', areas, [areaId]);
		const { functionId, name } = await functionFor(work, form);
		const origin = { sessionId, resultId };
		if (result.kind === 'missingFunction') {
			const gap = {
				functionId,
				functionName: name,
				areaId,
				standing,
				text: truncate(result.text, longestGap),
				origin,
			};
			const gapId = await keepGap(work, gap);
			return {
				result: { id: functionId },
				audit: auditOf(functionId, { gap: gapId, ...origin }),
			};
		}
		const { organisationId } = result;
		const kept = await keepCovers(work, [
			{
				...{ functionId, areaId, organisationId, strength: 'enough' },
				who: organisationId ? '' : truncate(result.text, 200),
				what: organisationId ? result.text : '',
				...{ originSessionId: sessionId, originResultId: resultId },
			},
		]);
		if (kept.length === 0) throw new Refusal('not-now', 'functions_cover_there');
		return {
			result: { id: functionId },
			audit: auditOf(functionId, { covers: kept, ...origin }),
		};
	},
});

async function resultOrRefuse({ tx, actor }: Work, sessionId: string, resultId: string) {
	const [found] = await tx
		.select({
			kind: sessionResults.kind,
			text: sessionResults.text,
			organisationId: sessionResults.organisationId,
		})
		.from(sessionResults)
		.where(
			and(
				eq(sessionResults.operatorId, actor.operatorId),
				eq(sessionResults.sessionId, sessionId),
				eq(sessionResults.id, resultId),
			),
		);
	if (!found || (found.kind !== 'resource' && found.kind !== 'missingFunction'))
		throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return found;
}

/** One that is there, or a new one under the name that was written. */
async function functionFor(
	work: Work,
	{ functionId, newName }: { functionId: string | null; newName: string },
): Promise<{ functionId: string; name: string }> {
	if (functionId) {
		const found = await functionOrRefuse(work.tx, work.actor, functionId);
		refuseWhenClosed(found);
		return { functionId, name: found.name };
	}
	if (!newName) throw refuseField('functionId', 'functions_function_missing');
	const face = { name: newName, nameKana: '', description: '', words: '' };
	return { functionId: await newFunction(work, face), name: newName };
}
