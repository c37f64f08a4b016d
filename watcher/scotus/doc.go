// Package scotus watches dockets of the Supreme Court, one source for each, in
// the JSON that the court publishes of a case.
//
// The court shows a docket whole, without numbers, and not in the order of
// dates: clerks put proceedings in under earlier days, and edit them in place. So
// two looks are compared as multisets. What is in both is known; what is only in
// the later one is new, unless it is what became of a proceeding that is only in
// the earlier one.
package scotus
