export {
	appointForumFacilitator,
	endForumFacilitator,
	tieForumToIssue,
	untieForumFromIssue,
} from './commands/people.ts';
export { planMonthly } from './commands/monthly.ts';
export {
	endForum,
	launchForum,
	pauseForum,
	prepareForum,
	resumeForum,
	startCourse,
} from './commands/move.ts';
export { changeForum, planForum, tickCheck, widenTargets } from './commands/plan.ts';
export { addTheme, removeTheme, takeTheme } from './commands/themes.ts';
