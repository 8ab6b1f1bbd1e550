"""The invented data of the demo: Jawa Tengah, period 2025. Every answer is made up; so is every business."""
