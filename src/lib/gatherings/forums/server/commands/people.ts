import { issueOrRefuse } from '../../../../issues/server/queries.ts';
import { command } from '../../../../server/command.ts';
import { tie, untie } from '../../../../trace/server/commands.ts';
import { mayManage } from '../../../rules.ts';
import { appoint, endAppointment } from '../../../server/facilitators.ts';
import { Appoint, EndAppointment, TieIssue } from '../../forms.ts';
import { forumOrRefuse } from '../visible.ts';

/** 進行役 of a forum: for all its sessions, until a day. */
export const appointForumFacilitator = command('forum.appointFacilitator', {
	input: Appoint,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, personId, until }) {
		await appoint(work, { kind: 'forum', id }, personId, until);
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { person: personId, until } },
		};
	},
});

export const endForumFacilitator = command('forum.endFacilitator', {
	input: EndAppointment,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, grantId }) {
		await endAppointment(work, { kind: 'forum', id }, grantId);
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { grant: grantId } },
		};
	},
});

/** The forum is about an issue. */
export const tieForumToIssue = command('forum.tieIssue', {
	input: TieIssue,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, issueId }) {
		await issueOrRefuse(work.tx, work.actor, issueId);
		await tie(work, { kind: 'issue', id: issueId }, { kind: 'forum', id });
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { issue: issueId } },
		};
	},
});

export const untieForumFromIssue = command('forum.untieIssue', {
	input: TieIssue,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, issueId }) {
		await untie(work, { kind: 'issue', id: issueId }, { kind: 'forum', id });
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { issue: issueId } },
		};
	},
});
