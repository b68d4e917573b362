// NOTE FROM THE LEAD TO PAY (02:03): stop here. Writing capture/payment/payment_collection ourselves makes us a second
// writer to Medusa's tables, which the house forbids. Delete this file and capture-place.ts, go back to core's
// capturePaymentWorkflow (the committed version). Other ways to save statements are welcome: one-statement inbox
// receive (insert + enqueue in one SQL), one-statement sandbox moves, no duplicate reads. Then commit and report.
export {}
