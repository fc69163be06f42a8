/** The 26 地域課題 of the invented region: 9 candidate, 6 shared, 5 deliberating, 3 in action, 2 resolved, 1 to policy. */
export type IssueText = {
	theme: string;
	title: string;
	description: string;
	wall: string;
	areas: readonly string[];
	state: 'candidate' | 'shared' | 'deliberating' | 'inAction' | 'resolved' | 'handedToPolicy';
	attempts: readonly { who: string; what: string; result: string }[];
};

export const issueTexts: readonly IssueText[] = [
	{
		theme: 'evening-children',
		title: '夕方から夜、子どもが一人で過ごしている',
		description:
			'保護者の帰りが遅い家庭の子どもが、夕方から夜まで一人で過ごしています。公園や店先で時間をつぶし、夕食をきちんととれていない子もいます。',
		wall: '学校は下校のあとに関わることができず、学童は6時で終わります。町会は気づいても家庭のことに踏み込めず、店は声をかけるだけで精いっぱいです。一つの団体では、場所・食事・見守りのすべてを用意できません。',
		areas: ['灯山'],
		state: 'resolved',
		attempts: [
			{
				who: 'NPO法人 ともしび学習室',
				what: '中学生の学習室を週2回開いた',
				result: '小学生は対象にできず、断ることが続いた',
			},
			{
				who: '灯山坂下町会',
				what: '夕方の見まわりをした',
				result: '顔見知りになったが、行き先を案内できなかった',
			},
		],
	},
	{
		theme: 'condo-alone',
		title: 'マンションで一人暮らしの方の異変に気づけない',
		description:
			'オートロックの集合住宅では、一人暮らしの方に異変があっても気づきにくく、気づいても確かめる方法がありません。',
		wall: '民生委員は建物に入れず、管理会社は個人のことを話せません。同じ階の住民どうしも互いを知りません。',
		areas: ['埠頭新町'],
		state: 'deliberating',
		attempts: [
			{
				who: 'シーサイド埠頭マンション自治会',
				what: 'ロビーでお茶の会を2回開いた',
				result: '来る方が決まっていて、来てほしい方には届かなかった',
			},
		],
	},
	{
		theme: 'hill-shopping',
		title: '坂の上から買い物や通院に出られない',
		description: '松ヶ原台では店が閉まり、急な坂のために買い物や通院に出られない方がふえています。',
		wall: 'タクシー会社は運賃を決められず、福祉施設の車は利用者だけのものです。ボランティアの車は保険の心配があります。',
		areas: ['松ヶ原台'],
		state: 'inAction',
		attempts: [
			{ who: 'さかみち', what: '買い物の代行を始めた', result: '自分で選びたいという声が多かった' },
			{
				who: '社会福祉法人 松籟会',
				what: '送迎の空き時間を調べた',
				result: '昼の2時間は車が空いていることがわかった',
			},
		],
	},
	{
		theme: 'double-care',
		title: '子育てと介護が重なり、休む間がない',
		description: '子育てと介護を同時に担う方が、二つの窓口の間で疲れきっています。',
		wall: '子育てと介護では制度も窓口も別で、両方の予定を合わせて考える人がいません。',
		areas: ['埠頭新町', '本町'],
		state: 'shared',
		attempts: [
			{
				who: 'ダブルケアカフェ みなも',
				what: '当事者の集いを月1回開いた',
				result: '話せる場はできたが、休む時間はつくれていない',
			},
		],
	},
	{
		theme: 'retired-men',
		title: '退職した男性の行き場がない',
		description: '仕事を離れたあと、地域に知り合いがなく家に閉じこもる男性がふえています。',
		wall: 'サロンは女性が多く、男性は誘われても行きません。役割があれば動ける方も、頼む側がその力を知りません。',
		areas: ['北浜東', '水見'],
		state: 'inAction',
		attempts: [
			{
				who: 'ふれあい水曜会',
				what: '男の料理の会を開いた',
				result: '毎回12人前後が続けて参加している',
			},
		],
	},
	{
		theme: 'eighty-fifty',
		title: '高齢の親と家にいる子の世帯が孤立している',
		description: '80代の親と50代の子の世帯が、だれにも相談できないまま暮らしています。',
		wall: '高齢の窓口は親だけ、就労の窓口は子だけを支えます。家族全体を見る人がなく、本人が望まないうちは動けません。',
		areas: ['北浜西', '橋詰'],
		state: 'handedToPolicy',
		attempts: [
			{
				who: 'NPO法人 こもれび',
				what: '家族の会を続けた',
				result: '会に来られない家庭がほとんどだとわかった',
			},
		],
	},
	{
		theme: 'young-carer',
		title: '家族の世話をしている子どもの声が届かない',
		description: '家族の世話や通訳を担う子どもが、学校にも友だちにも話せずにいます。',
		wall: '学校は家庭の中のことを確かめられず、福祉の窓口には子どもからの相談が来ません。',
		areas: ['北浜西'],
		state: 'shared',
		attempts: [],
	},
	{
		theme: 'new-mothers',
		title: '越してきたばかりの子育て家庭に知り合いがいない',
		description: '転入の多い地区で、赤ちゃんと二人きりの毎日を送る保護者がいます。',
		wall: '健診で気になっても、地域の集まりへ一緒に行く人がいません。',
		areas: ['埠頭新町'],
		state: 'resolved',
		attempts: [
			{
				who: 'NPO法人 SODATE',
				what: '昼食会を開いた',
				result: '予約のいらない日をつくると、初めての方がふえた',
			},
		],
	},
	{
		theme: 'foreign-roots',
		title: '学校やごみのきまりが、外国につながる家庭に伝わらない',
		description: '手紙や掲示がむずかしい日本語で書かれ、外国につながる家庭に伝わっていません。',
		wall: '学校も町会も翻訳の人手がなく、日本語教室はくらしの手続きまで扱えません。',
		areas: ['北浜西'],
		state: 'deliberating',
		attempts: [
			{
				who: 'NPO法人Tom&ともに',
				what: '手紙をやさしい日本語に直した',
				result: '1校だけなら続けられる',
			},
		],
	},
	{
		theme: 'food-poverty',
		title: '給食のない日、食べるものに困る家庭がある',
		description: '長い休みや給料日前に、食べるものに困る家庭があります。',
		wall: '食品を集める団体は家庭を知らず、家庭を知る学校は食品を配れません。',
		areas: ['水見', '本町'],
		state: 'inAction',
		attempts: [
			{
				who: 'NPO法人 みんなの台所',
				what: '食品の受け渡しを月1回行った',
				result: '平日の昼に取りに来られない家庭が多い',
			},
		],
	},
	{
		theme: 'dementia',
		title: '認知症かもしれない方を、店や近所でどう支えるか',
		description: '買い物や散歩の場面で気になる方がいても、声のかけ方やつなぎ先がわかりません。',
		wall: '店はお客さまの家族に連絡できず、包括支援センターには店からの相談の道がありません。',
		areas: ['本町'],
		state: 'deliberating',
		attempts: [
			{
				who: 'NPO法人 ひだまりカフェ',
				what: '店の方に向けた講座を開いた',
				result: '3店が参加した',
			},
		],
	},
	{
		theme: 'rubbish',
		title: 'ごみ出しや電球の交換を頼める人がいない',
		description:
			'体の具合で、日々のちょっとしたことができなくなった方が、頼む先を見つけられません。',
		wall: '介護保険ではできないことが多く、業者に頼むほどではありません。',
		areas: ['松ヶ原台', '灯山'],
		state: 'shared',
		attempts: [
			{
				who: '辻󠄀本たすけ隊',
				what: '電球交換などを手伝った',
				result: '申し込みが本町に集中し、ほかの地区に行けていない',
			},
		],
	},
	{
		theme: 'disaster',
		title: '災害のとき、助けの要る方と手を貸せる方がつながっていない',
		description: '名簿はあっても、だれがだれを支えるのかが決まっていません。',
		wall: '名簿は限られた人しか見られず、町会に入っていない世帯には声が届きません。',
		areas: ['水見', '埠頭新町'],
		state: 'deliberating',
		attempts: [],
	},
	{
		theme: 'bearers',
		title: '働く世代が地域の活動に加われない',
		description: '手伝いたい人はいるのに、活動が平日の昼に集まっています。',
		wall: '町会も団体も、昼に動ける人を前提に予定を組んでいます。',
		areas: ['北浜東'],
		state: 'shared',
		attempts: [],
	},
	{
		theme: 'smartphone',
		title: 'スマートフォンが使えず、手続きや連絡から取り残される',
		description: '予約や申し込みがスマートフォン中心になり、使えない方が困っています。',
		wall: '教える場はあっても、家で困ったときに聞ける人がいません。',
		areas: ['橋詰'],
		state: 'shared',
		attempts: [
			{ who: 'スマホ教え隊', what: '月2回の教室を開いた', result: '予約がすぐにいっぱいになる' },
		],
	},
	{
		theme: 'school-refusal',
		title: '学校に行けない子どもの昼の居場所がない',
		description: '学校に行けない子どもが、昼間に安心していられる場所がありません。',
		wall: '学校の外の場所は費用がかかり、無料の居場所は放課後からです。',
		areas: ['灯山', '本町'],
		state: 'deliberating',
		attempts: [],
	},
	{
		theme: 'bathhouse',
		title: '毎日顔を合わせる場所がなくなった',
		description: '銭湯やベンチがなくなり、顔を合わせる機会が減りました。',
		wall: '',
		areas: ['橋詰'],
		state: 'shared',
		attempts: [],
	},
	{
		theme: 'young-adults',
		title: '学校や仕事を離れた若い世代が話せる場がない',
		description: '18歳を過ぎると、相談や居場所の対象から外れてしまいます。',
		wall: '',
		areas: ['本町'],
		state: 'candidate',
		attempts: [],
	},
	{
		theme: 'pets',
		title: '入院や転居のときの動物の預け先',
		description: '動物のことが気がかりで、入院や転居をためらう方がいます。',
		wall: '',
		areas: ['北浜東'],
		state: 'candidate',
		attempts: [],
	},
	{
		theme: 'guardians',
		title: '身寄りのない方の入院や入所',
		description: '保証人がいないために、入院や入所が進まない方がいます。',
		wall: '',
		areas: ['本町'],
		state: 'candidate',
		attempts: [],
	},
	{
		theme: 'deaf',
		title: '聞こえない方が参加できる集まりが少ない',
		description: '地域の集まりに、手話や文字での支えがありません。',
		wall: '',
		areas: ['北浜西'],
		state: 'candidate',
		attempts: [],
	},
	{
		theme: 'salon-men',
		title: '男性が入りにくい集いの場',
		description: '集いの場の雰囲気や内容が、男性に合っていないという声があります。',
		wall: '',
		areas: ['水見'],
		state: 'candidate',
		attempts: [],
	},
	{
		theme: 'rubbish',
		title: '片づけられない部屋と近所のつきあい',
		description: '物があふれた家のことで、本人も近所も困っています。',
		wall: '',
		areas: ['橋詰'],
		state: 'candidate',
		attempts: [],
	},
	{
		theme: 'disaster',
		title: '避難の放送が届かない方がいる',
		description: '聞こえない方や外国につながる方に、避難の情報が届いていません。',
		wall: '',
		areas: ['埠頭新町'],
		state: 'candidate',
		attempts: [],
	},
	{
		theme: 'hill-shopping',
		title: '運転免許を返したあとの外出',
		description: '免許を返したあと、外出の機会が大きく減っています。',
		wall: '',
		areas: ['松ヶ原台'],
		state: 'candidate',
		attempts: [],
	},
	{
		theme: 'dementia',
		title: '働きながら介護する人の集まりが夜にない',
		description: '介護者の集まりが平日の昼にかたよっています。',
		wall: '',
		areas: ['水見'],
		state: 'candidate',
		attempts: [],
	},
];
