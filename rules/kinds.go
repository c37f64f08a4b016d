package rules

// A DocumentKind says what a filing is. The set is closed: reports, filters and
// user rules name its words.
type DocumentKind string

// The kinds of documents. A docket entry is one kind, that of its leading event:
// a "RESPONSE re MOTION to Dismiss" is no motion.
const (
	KindUnknown            DocumentKind = "unknown"
	KindComplaint          DocumentKind = "complaint" // also an amended one, a petition, an application that opens a case, a counterclaim
	KindAnswer             DocumentKind = "answer"
	KindMotionToDismiss    DocumentKind = "motion_to_dismiss"
	KindMotionPITRO        DocumentKind = "motion_pi_tro" // preliminary injunction or temporary restraining order
	KindMotionOther        DocumentKind = "motion_other"
	KindMemorandumSupport  DocumentKind = "memorandum_support" // a brief in support of a motion, filed apart from it
	KindOpposition         DocumentKind = "opposition"
	KindReply              DocumentKind = "reply"
	KindResponseOther      DocumentKind = "response_other" // an answer to an order, a letter, a notice; a response of no known direction
	KindBriefAppellate     DocumentKind = "brief_appellate"
	KindAmicusBrief        DocumentKind = "amicus_brief"
	KindNotice             DocumentKind = "notice" // by a party: related case, supplemental authority, status report
	KindNoticeOfAppeal     DocumentKind = "notice_of_appeal"
	KindAppeal             DocumentKind = "appeal" // papers about an appeal that are neither its notice nor a brief
	KindOrder              DocumentKind = "order"  // also an opinion
	KindJudgment           DocumentKind = "judgment"
	KindMandate            DocumentKind = "mandate"
	KindScheduling         DocumentKind = "scheduling"   // a schedule, by the court or its clerk
	KindMinuteEntry        DocumentKind = "minute_entry" // what happened in court
	KindTranscript         DocumentKind = "transcript"
	KindClerkNotice        DocumentKind = "clerk_notice" // the clerk's own lines: assignments, corrections, receipts
	KindAppearance         DocumentKind = "appearance"
	KindProHacVice         DocumentKind = "pro_hac_vice"
	KindLetter             DocumentKind = "letter"
	KindExhibitDeclaration DocumentKind = "exhibit_declaration" // evidence and papers that go with others: declarations, certificates, appendices
)

// DocumentKinds returns the closed set in its published order, unknown last.
func DocumentKinds() []DocumentKind {
	return []DocumentKind{
		KindComplaint, KindAnswer, KindMotionToDismiss, KindMotionPITRO, KindMotionOther, KindMemorandumSupport, KindOpposition,
		KindReply, KindResponseOther, KindBriefAppellate, KindAmicusBrief, KindNotice, KindNoticeOfAppeal, KindAppeal, KindOrder,
		KindJudgment, KindMandate, KindScheduling, KindMinuteEntry, KindTranscript, KindClerkNotice, KindAppearance, KindProHacVice,
		KindLetter, KindExhibitDeclaration, KindUnknown,
	}
}
