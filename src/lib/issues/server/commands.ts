/** Every change in this room, one file per kind of act. */
export { addConcerns, removeConcerns } from './commands/concerns.ts';
export { editComment, postComment, reportComment, withdrawComment } from './commands/comments.ts';
export { correctGrouping } from './commands/group.ts';
export {
	answerProposal,
	classifyIssue,
	makeIssue,
	makeIssueWithin,
	proposeIssue,
} from './commands/make.ts';
export { hideComment, keepComment, showComment } from './commands/moderate.ts';
export { moveIssue, moveIssueWithin } from './commands/move.ts';
export { addAttempt, citePlan, removeAttempt, removeCitation } from './commands/parts.ts';
export { acceptVersion, returnVersion, rewriteIssue } from './commands/text.ts';
export { confirmWorker, endWorker, listWorker } from './commands/workers.ts';
