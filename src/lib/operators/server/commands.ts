import { eq } from 'drizzle-orm';
import { Refusal } from '../../kernel/refusal.ts';
import { command } from '../../server/command.ts';
import { operatorForm } from '../forms.ts';
import { mayEditOperator } from '../rules.ts';
import { operatorById } from './queries.ts';
import { operators } from './tables.ts';

/** What everybody reads about the council, and the numbers that protect people behind counts. */
export const editOperator = command('operator.edit', {
	input: operatorForm,
	subject: async ({ tx, actor }) => {
		const operator = await operatorById(tx, actor.operatorId);
		if (!operator) throw new Refusal('not-found', 'refusal_not_found');
		return operator;
	},
	allow: (actor) => mayEditOperator(actor),
	run: async ({ tx, actor }, { requiresSecondFactor, shortName, ...input }, before) => {
		await tx
			.update(operators)
			.set({ ...input, shortName: shortName || input.name, requiresSecondFactor })
			.where(eq(operators.id, actor.operatorId));
		return {
			result: { slug: before.slug },
			audit: {
				subject: { kind: 'operator', id: before.id },
				detail: {
					requiresSecondFactor,
					maskedBelow: input.maskedBelow,
					concernsNeeded: input.concernsNeeded,
					nameChanged: input.name !== before.name,
				},
			},
		};
	},
});
