"""A simulator of Razorpay: what docs/PAYMENT.md says of it, with faults that can be switched on."""
