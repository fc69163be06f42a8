import type { SingleSession } from './types.ts';

/** 事例検討: closed; only those who were invited and promised silence read what was said. Nothing in it is a real case. */
export const caseStudySession: SingleSession = {
	key: 'caseStudy1',
	kind: 'caseStudy',
	title: '事例検討会（第1回）',
	theme: '手助けを望まない方との関わり',
	lead: '内容を変えた架空の事例をもとに、関わり方を話し合います。',
	ago: 80,
	starts: '18:00',
	ends: '19:45',
	place: '蒼浜区民センター 2階 相談室',
	address: '蒼浜区本町1-2-3',
	areas: [],
	content: {
		headcount: 9,
		pillars: [
			{
				question: '断られたとき、次に何ができますか',
				summary: '断られたことを、関わりの始まりと考える。',
				said: [
					{
						name: '関わり方',
						by: 'expert',
						opinions: [
							'用件のない短い訪問を続けます。',
							'困りごとではなく、好きなことの話から始めます。',
							'会えない日も、手紙で「また来ます」と伝えます。',
							'関わる人がつらくならないよう、二人で組みます。',
						],
					},
				],
			},
		],
		results: [{ kind: 'other', lines: ['関わる人どうしが、月に一度話せる時間をつくる'] }],
		report:
			'9人が参加し、手助けを望まない方との関わりについて話し合いました。断られたことを始まりと考え、短い訪問を続けることを確かめました。',
	},
};
