/** What a drill starts is ended when the drill is over, however it went. */

export type Stage = {
	/** Done at the end, the last one first. */
	atEnd: (work: () => unknown) => void;
};

export async function onStage<T>(play: (stage: Stage) => Promise<T>): Promise<T> {
	const ending: (() => unknown)[] = [];
	try {
		return await play({ atEnd: (work) => void ending.push(work) });
	} finally {
		for (const work of ending.reverse()) await work();
	}
}
