import { and, eq, isNull, max } from 'drizzle-orm';
import { isStaff, personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { PublishForm, WithdrawForm } from '../../forms.ts';
import { flat, mayPublish, treeOf } from '../../rules.ts';
import { standing } from '../record.ts';
import { causeEditions, causeTrees } from '../tables.ts';
import { treeForChange } from '../visible.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => treeForChange(tx, actor, id);

/** From now on everybody reads the tree as it stands; whoever changed it last cannot say so. */
export const publishTree = command('cause.publish', {
	input: PublishForm,
	subject,
	allow: isStaff,
	async run(work, { id, revision, checked }, { tree }) {
		const { tx, actor, now } = work;
		const { operatorId } = actor;
		if (!mayPublish(actor, tree.changedBy))
			throw new Refusal('not-allowed', 'causes_publisher_wrote');
		if (!checked) throw refuseField('checked', 'causes_not_checked');
		if (tree.revision !== revision) throw new Refusal('not-now', 'causes_changed_meanwhile');
		if (tree.publishedRevision === revision) throw new Refusal('not-now', 'causes_is_public');
		const texts = flat(treeOf(await standing(work, id))).map(({ cause }) => cause.text);
		if (texts.length === 0) throw new Refusal('not-now', 'causes_empty');
		const [last] = await tx
			.select({ number: max(causeEditions.number) })
			.from(causeEditions)
			.where(and(eq(causeEditions.operatorId, operatorId), eq(causeEditions.treeId, id)));
		const number = (last?.number ?? 0) + 1;
		await tx.insert(causeEditions).values({
			...{ operatorId, treeId: id, number, revision },
			...{ publishedBy: personOf(actor), publishedAt: now() },
		});
		await tx
			.update(causeTrees)
			.set({
				...{ publishedRevision: revision, publishedAt: now() },
				publishedWords: texts.join('\n'),
				searchText: searchText(tree.question, ...texts),
			})
			.where(and(eq(causeTrees.operatorId, operatorId), eq(causeTrees.id, id)));
		return {
			result: { id },
			audit: {
				subject: { kind: 'cause', id },
				detail: { edition: number, revision, causes: texts.length, author: tree.changedBy },
			},
		};
	},
});

/** Nobody but those who work on it reads any of it any more. */
export const withdrawTree = command('cause.withdraw', {
	input: WithdrawForm,
	subject,
	allow: isStaff,
	async run({ tx, actor, now }, { id, why }, { tree }) {
		const { operatorId } = actor;
		if (tree.publishedRevision === null) throw new Refusal('not-now', 'causes_changed_meanwhile');
		await tx
			.update(causeEditions)
			.set({ withdrawnAt: now(), withdrawnWhy: why })
			.where(
				and(
					eq(causeEditions.operatorId, operatorId),
					eq(causeEditions.treeId, id),
					isNull(causeEditions.withdrawnAt),
				),
			);
		await tx
			.update(causeTrees)
			.set({ publishedRevision: null, publishedAt: null, publishedWords: '', searchText: '' })
			.where(and(eq(causeTrees.operatorId, operatorId), eq(causeTrees.id, id)));
		return {
			result: { id },
			audit: { subject: { kind: 'cause', id }, detail: { revision: tree.publishedRevision } },
		};
	},
});
