"""The phrase bank: messages that schools send, ready in every language, and those the school adds."""
