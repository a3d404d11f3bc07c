"""How it works here: goals, roles, house rules, wishes and what became of them."""
