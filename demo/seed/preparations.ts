import { eq } from 'drizzle-orm';
import { answerPreparation, askPreparations } from '#lib/preparations/server/commands.ts';
import { parts } from '#lib/preparations/rules.ts';
import { preparations } from '#lib/preparations/server/tables.ts';
import { addDays } from '#lib/kernel/dates.ts';
import type { AskedSheet } from '../sessions/types.ts';
import type { Gathering } from './sessions.ts';
import { act, look, organisationOf, player, type Stage } from './stage.ts';

/** Before the session organisations are asked for their 準備シート; some have sent it, one was told by telephone. */
export async function askForSheets(
	stage: Stage,
	{ id, date, manager }: Gathering,
	sheets: readonly AskedSheet[],
): Promise<void> {
	if (sheets.length === 0) return;
	await act(stage, askPreparations('http://localhost'), manager, {
		id,
		organisationIds: sheets.map(({ organisation }) => organisationOf(stage, organisation)),
		dueOn: addDays(date, -4),
	});
	const asked = await look(stage, (tx) =>
		tx
			.select({ id: preparations.id, organisationId: preparations.organisationId })
			.from(preparations)
			.where(eq(preparations.sessionId, id)),
	);
	for (const { organisation, answer } of sheets) {
		const sheet = asked.find((one) => one.organisationId === organisationOf(stage, organisation));
		if (!sheet || !answer) continue;
		const { byTelephone, shown = parts, ...words } = answer;
		await act(
			stage,
			answerPreparation,
			byTelephone ? manager : player(stage, `org:${organisation}`),
			{ id: sheet.id, version: '1', ...words, shown, channel: byTelephone ? 'phone' : '' },
		);
	}
}
